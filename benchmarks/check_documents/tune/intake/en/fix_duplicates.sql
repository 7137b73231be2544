-- one-off, run 14 March after the import went in twice
BEGIN;
-- same person, two spellings
UPDATE client SET surname = 'Featherstonhaugh' WHERE ref = 'HM0919' AND surname = 'Fanshaw';
DELETE FROM client WHERE ref = 'HM0948' AND forename = 'Rosamund' AND dob = '1970-08-11';
-- not duplicates! father and son, both Gurdeep Bhogal-Shaw, leave alone
SELECT ref, dob FROM client WHERE ref IN ('HM0904', 'HM0905');
UPDATE client SET email = 'gbhogalshaw.jnr@letterbox.example' WHERE ref = 'HM0905';
COMMIT;
