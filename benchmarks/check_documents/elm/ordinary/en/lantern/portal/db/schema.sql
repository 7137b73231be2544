PRAGMA foreign_keys = ON;

CREATE TABLE school (
  code  TEXT PRIMARY KEY,
  name  TEXT NOT NULL,
  link  TEXT              -- designated safeguarding lead
);

CREATE TABLE pupil (
  id       INTEGER PRIMARY KEY,
  first    TEXT NOT NULL,
  last     TEXT NOT NULL,
  dob      TEXT NOT NULL CHECK (dob GLOB '????-??-??'),
  nhs_no   TEXT UNIQUE CHECK (nhs_no IS NULL OR length(nhs_no) = 10),
  school   TEXT NOT NULL REFERENCES school(code)
);

CREATE TABLE session (
  id       INTEGER PRIMARY KEY,
  pupil    INTEGER NOT NULL REFERENCES pupil(id) ON DELETE CASCADE,
  starts   TEXT NOT NULL,
  counsellor TEXT NOT NULL CHECK (counsellor IN ('PR','MT','GO')),
  core10   INTEGER CHECK (core10 BETWEEN 0 AND 40),
  attended INTEGER NOT NULL DEFAULT 1
);

INSERT INTO school VALUES
  ('haydonvale', 'Haydonvale Academy', 'Mrs J. Ridsdale'),
  ('stwilfrids', 'St Wilfrid''s RC Primary', 'Mr P. Donnelly'),
  ('allendale', 'Allendale First', 'Mrs K. Pigg');
