-- 0047: merge duplicate people records reported by Elm Tree practice (CK-3391)
BEGIN;

-- kept: the one with the phone number
UPDATE person
   SET surname = 'Featherstonehaugh', forename = 'Rosalind', born = '1968-10-03', tel = '07700 900951'
 WHERE person_id = 55120;

UPDATE appointment SET person_id = 55120 WHERE person_id = 71883;
UPDATE invoice     SET person_id = 55120 WHERE person_id = 71883;

DELETE FROM person WHERE person_id = 71883; -- was 'Ros Featherstonhaugh', typo

COMMIT;
