-- structure only; see docs/seed.md for pretend rows
PRAGMA foreign_keys = ON;

CREATE TABLE clinician (
  id INTEGER PRIMARY KEY, name TEXT, credential TEXT, npi TEXT UNIQUE, color TEXT
);
INSERT INTO clinician (name, credential, npi, color) VALUES
  ('Dana Whitlock', 'LMFT', '1093817465', '#4a6fa5'),
  ('Owen Pruitt',   'LCPC', '1487655320', '#6b8e23'),
  ('Marisol Teague','LCSW', '1760442918', '#b5651d');

CREATE TABLE client (
  id INTEGER PRIMARY KEY,
  last TEXT NOT NULL, first TEXT NOT NULL, dob TEXT NOT NULL,
  phone TEXT, email TEXT, member_id TEXT, guarantor_id INTEGER REFERENCES client(id)
);

CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  client_id INTEGER REFERENCES client(id),
  clinician_id INTEGER REFERENCES clinician(id),
  starts_at TEXT, cpt TEXT CHECK (cpt IN ('90791','90832','90834','90837','90847')),
  status TEXT DEFAULT 'booked'
);
CREATE VIEW todays_load AS
  SELECT c.name, count(*) n FROM visit v JOIN clinician c ON c.id = v.clinician_id
  WHERE date(starts_at) = date('now') GROUP BY 1;
