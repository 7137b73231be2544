-- merge duplicate charts, 2025-03-14 (mags has the paper list)
UPDATE appt SET client_id = 2291 WHERE client_id = 2304;
DELETE FROM client WHERE id = 2304; -- Bree Kowalczyk, same as Brianna, dob 1996-05-23
UPDATE client SET email = 'bkowal96@northmail.example' WHERE id = 2291;

UPDATE appt SET client_id = 1877 WHERE client_id IN (2310, 2311);
DELETE FROM client WHERE last_name = 'Lindqvist' AND first_name = 'Harald' AND id <> 1877;
