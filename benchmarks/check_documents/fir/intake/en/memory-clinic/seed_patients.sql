-- dev seed, copied from live on 3 Nov because the faker data breaks the ACE-III chart
BEGIN;
INSERT INTO patient (id, surname, forenames, dob, nhs_no, postcode, carer, carer_tel) VALUES
 (7710, 'Entwistle', 'Norman', '1938-04-12', '9993758841', 'BB4 7QS', 'Joyce (wife)', '01632 960882'),
 (7711, 'Chaudhry', 'Zubaida Begum', '1944-09-01', '9993420786', 'BB9 5TH', 'Imran (son)', '07700 900214'),
 (7712, 'Haworth', 'Edna May', '1935-12-24', '9997329139', 'BB11 3BT', 'none, neighbour at 14', NULL);
INSERT INTO ace_iii (patient_id, taken, attention, memory, fluency, language, visuospatial) VALUES
 (7710, '2026-10-08', 14, 9, 6, 21, 11),
 (7711, '2026-10-09', 12, 10, 4, 15, 9),
 (7712, '2026-10-13', 9, 5, 3, 17, 8);
COMMIT;
