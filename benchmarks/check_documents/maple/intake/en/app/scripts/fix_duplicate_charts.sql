-- HC-1193: merge duplicates reported by front desk 2024-09-12
-- Run against prod replica first!! (Priyanka)

BEGIN;

-- Yolanda Brightwater was registered twice, once with her maiden name (Yolanda Szymanski)
UPDATE encounter SET patient_id = 30211 WHERE patient_id = 38790;
UPDATE allergy   SET patient_id = 30211 WHERE patient_id = 38790;
DELETE FROM patient WHERE id = 38790 AND last_name = 'SZYMANSKI' AND dob = DATE '1979-01-23';

-- Leroy Kettunen Sr / Jr got swapped, Jr is the diabetic
UPDATE problem_list SET patient_id = 41007 WHERE patient_id = 41006 AND icd10 LIKE 'E11%';

COMMIT;
