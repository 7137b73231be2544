-- memory service schema v12, structure only. Seed data: see fake/generate.py
CREATE TABLE patient (
  id        integer PRIMARY KEY,
  surname   varchar(60) NOT NULL,
  forenames varchar(80) NOT NULL,
  dob       date NOT NULL,
  nhs_no    char(10) UNIQUE,
  postcode  varchar(8),
  carer     varchar(80),
  carer_tel varchar(20)
);

CREATE TABLE ace_iii (
  patient_id   integer NOT NULL REFERENCES patient(id),
  taken        date NOT NULL,
  attention    smallint CHECK (attention BETWEEN 0 AND 18),
  memory       smallint CHECK (memory BETWEEN 0 AND 26),
  fluency      smallint CHECK (fluency BETWEEN 0 AND 14),
  language     smallint CHECK (language BETWEEN 0 AND 26),
  visuospatial smallint CHECK (visuospatial BETWEEN 0 AND 16),
  PRIMARY KEY (patient_id, taken)
);

CREATE VIEW ace_total AS
  SELECT patient_id, taken,
         attention + memory + fluency + language + visuospatial AS total
  FROM ace_iii;

-- ACE-III: Hsieh, Schubert, Hoon, Mioshi & Hodges (2013). Cut-offs 82 and 88.
INSERT INTO schema_version VALUES (12, '2026-08-30', 'c.pickup');
