-- schema patiëntenbeheer, zonder gegevens
CREATE TABLE patient (
    id            INTEGER PRIMARY KEY,
    naam          TEXT NOT NULL,
    voornaam      TEXT NOT NULL,
    geboren       DATE NOT NULL,
    insz          CHAR(11) UNIQUE,
    gsm           TEXT,
    voorschrijver TEXT,
    aangemaakt    TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE zitting (
    id           INTEGER PRIMARY KEY,
    patient_id   INTEGER NOT NULL REFERENCES patient(id) ON DELETE CASCADE,
    datum        DATE NOT NULL,
    nomenclatuur CHAR(6) NOT NULL,
    duur         INTEGER CHECK (duur IN (30, 60)),
    nota         TEXT
);

CREATE INDEX zitting_datum ON zitting (datum);
