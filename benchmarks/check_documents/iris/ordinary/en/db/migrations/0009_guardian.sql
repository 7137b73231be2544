-- 0009: guardians get their own table. Author: dvasquez, reviewed jaho 2025-01-29
BEGIN;
CREATE TABLE guardian (
    id          serial PRIMARY KEY,
    student_id  integer NOT NULL REFERENCES student(id),
    full_name   text NOT NULL,
    phone       varchar(14) CHECK (phone ~ '^\(\d{3}\) \d{3}-\d{4}$'),
    relation    text CHECK (relation IN ('mother','father','grandparent','foster','other')),
    no_contact  boolean DEFAULT false
);
COMMENT ON COLUMN guardian.phone IS 'like (218) 555-0100';
INSERT INTO school (id, name, principal) VALUES
  (5, 'Lincoln Park', 'Duane Heikkila'), (6, 'Denfeld', 'Tom Sandvik');
COMMIT;
