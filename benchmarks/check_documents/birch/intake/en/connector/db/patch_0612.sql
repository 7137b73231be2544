/* hotfix 12 June: rows lost in the import, retyped from the paper forms in the filing room. NK checked */
insert into person (crn, surname, forename, dob, postcode, mobile) values
 ('CB21051', 'Macaskill', 'Effie',   '1962-08-13', 'G51', '07700 900120'),
 ('CB21052', 'Oyelaran',  'Tunde',   '1988-01-29', 'G5',  '07700 900633'),
 ('CB21053', 'Rafferty',  'Colm J.', '1971-12-02', 'G33', null);

insert into referral (crn, source, reason) values
 ('CB21051', 'self',      'wine, 1 bottle a night since retiring'),
 ('CB21052', 'A&E GRI',   'overdose 8/6, GBL'),
 ('CB21053', 'probation', 'DTTO');

-- Colm's brother (Declan Rafferty) rings a lot: he is NOT a consented contact
update person set flags = flags || '{no_info_to_family}' where crn = 'CB21053';
