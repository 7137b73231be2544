-- author: Hyun-woo Kang, 2024-02-09
CREATE TABLE patient (
    mrn        TEXT PRIMARY KEY CHECK (mrn ~ '^BH-[0-9]{5}$'),
    first_name TEXT NOT NULL,
    last_name  TEXT NOT NULL,
    dob        DATE NOT NULL,
    ssn_last4  CHAR(4),
    phone      TEXT
);
CREATE TABLE clinician (npi CHAR(10) PRIMARY KEY, display TEXT);
INSERT INTO clinician VALUES ('9999999992', 'Renée Thibodeaux, LISW-S'), ('9888888889', 'Min-ji Kim, PhD'), ('9777777775', 'Monroe Kessler, PCC');
CREATE INDEX patient_name ON patient (lower(last_name), lower(first_name));
