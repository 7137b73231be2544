-- 0042: sliding fee levels
BEGIN;

CREATE TABLE sliding_fee_level (
    code        char(1) PRIMARY KEY,
    label       text NOT NULL,
    max_fpl_pct integer NOT NULL,
    nominal     numeric(8,2) NOT NULL
);

INSERT INTO sliding_fee_level (code, label, max_fpl_pct, nominal) VALUES
    ('A', 'Up to 100% of poverty guideline', 100, 20.00),
    ('B', '101-150%', 150, 40.00),
    ('C', '151-200%', 200, 61.50),
    ('D', 'Over 200%, full charge', 9999, 0.00);

ALTER TABLE patient
    ADD COLUMN fee_level char(1) REFERENCES sliding_fee_level(code),
    ADD COLUMN fee_level_expires date;

COMMIT;
