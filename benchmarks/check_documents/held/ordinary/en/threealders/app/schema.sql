-- caseload db, schema 0042
CREATE TABLE counselor (
  id SMALLINT PRIMARY KEY,
  display_name TEXT NOT NULL,
  npi CHAR(10)
);
INSERT INTO counselor (id, display_name, npi) VALUES
  (3, 'Renata Kessler', '1352983054'),
  (5, 'Tomás Ibarra-Quinn', '1281667679'),
  (7, 'Joelle Whitehorse', NULL);

CREATE TABLE student (
  sid CHAR(9) PRIMARY KEY CHECK (sid LIKE 'TA-______'),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  dob DATE NOT NULL CHECK (dob > DATE '1995-01-01'),
  cell VARCHAR(12)
);

CREATE TABLE guardian (id SERIAL PRIMARY KEY, sid CHAR(9) REFERENCES student, relation TEXT, may_contact BOOLEAN DEFAULT TRUE);
