-- basisschema epd-koppel (PostgreSQL 15)
CREATE TABLE client (
    client_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bsn            char(9) UNIQUE CHECK (bsn ~ '^[0-9]{9}$'),
    achternaam     varchar(120) NOT NULL,
    voorletters    varchar(12),
    geboortedatum  date,
    aangemaakt_op  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE contactpersoon (
    id         bigserial PRIMARY KEY,
    client_id  bigint NOT NULL REFERENCES client ON DELETE CASCADE,
    relatie    varchar(40),
    naam       varchar(160),
    telefoon   varchar(20),
    email      varchar(254)
);

CREATE TABLE rom_meting (
    id         bigserial PRIMARY KEY,
    client_id  bigint NOT NULL REFERENCES client,
    lijst      varchar(30) NOT NULL,
    afname     date NOT NULL,
    soort      varchar(10) CHECK (soort IN ('voor', 'tussen', 'eind')),
    totaal     integer
);

CREATE INDEX rom_meting_afname ON rom_meting (lijst, afname);

INSERT INTO lijsttype (code, naam) VALUES
  ('OQ-45', 'Outcome Questionnaire'),
  ('IDS-SR', 'Inventory of Depressive Symptomatology'),
  ('HTQ', 'Harvard Trauma Questionnaire');
