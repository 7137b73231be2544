-- one-off, ran by hand on 11/07, keep for the record
UPDATE appointment SET counselor_id = 3 WHERE counselor_id = 5 AND starts_at >= '2024-11-11';

UPDATE guardian
   SET email = 'lupe.arrington@cascadenet.example', may_contact = TRUE
 WHERE last_name = 'Arrington' AND first_name = 'Guadalupe';
-- bio dad stays FALSE, see court order

DELETE FROM session_note WHERE id = 40077; -- duplicate
