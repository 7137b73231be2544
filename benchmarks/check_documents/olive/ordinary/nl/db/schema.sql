CREATE TABLE patient (
    nr            integer PRIMARY KEY,
    achternaam    text NOT NULL,
    voorletters   text,
    geboren       date NOT NULL,
    bsn           char(9) UNIQUE,
    mobiel        text,
    mail          text,
    aangemaakt    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE behandeling (
    id            bigserial PRIMARY KEY,
    patient_nr    integer NOT NULL REFERENCES patient(nr),
    datum         date NOT NULL,
    diagnosecode  char(4),
    notitie       text
);

CREATE INDEX behandeling_datum ON behandeling (datum);
COMMENT ON COLUMN patient.bsn IS 'versleuteld opgeslagen sinds versie 1.3';
