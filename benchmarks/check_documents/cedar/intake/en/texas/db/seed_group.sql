-- women's Thursday group, fall roster
INSERT INTO members (acct, full_name, dob, cell, copay_cents) VALUES ('PF-20877', 'Yolanda Threadgill', '1980-03-14', '512-555-0161', 2500);
INSERT INTO members (acct, full_name, dob, cell, copay_cents) VALUES ('PF-20903', 'Brandi Kowalik-Soto', '1994-11-05', '512-555-0168', 0);
INSERT INTO members (acct, full_name, dob, cell, copay_cents) VALUES ('PF-20958', 'Thuy-Linh Dang Prewitt', '1977-06-22', NULL, 4000);
UPDATE groups SET seats_left = seats_left - 3 WHERE slug = 'thu-women-fall';
