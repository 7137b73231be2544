-- Formulieren op de website. Wordt elke nacht leeggemaakt na overzetten.
CREATE TABLE IF NOT EXISTS inschrijving (
    id           INTEGER PRIMARY KEY,
    aangemaakt   DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    naam         TEXT NOT NULL CHECK (length(naam) BETWEEN 2 AND 120),
    email        TEXT NOT NULL,
    gsm          TEXT,
    uitgerekend  DATE,
    vraag        TEXT
);

CREATE TABLE IF NOT EXISTS cursus (
    code    TEXT PRIMARY KEY,
    titel   TEXT NOT NULL,
    lesgever TEXT NOT NULL,
    plaatsen INTEGER NOT NULL DEFAULT 8
);

INSERT OR IGNORE INTO cursus VALUES
  ('KRAAM', 'Kraamcursus', 'Nele Cuypers', 8),
  ('ADEM',  'Adem en baring', 'Sien Bogaerts', 6),
  ('DOEK',  'Dragen in een doek', 'Nele Cuypers', 5);

CREATE INDEX IF NOT EXISTS inschrijving_dag ON inschrijving (aangemaakt);
