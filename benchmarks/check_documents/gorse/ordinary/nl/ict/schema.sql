-- Schema van de agenda-database, versie 14
CREATE TABLE client (
    id             serial PRIMARY KEY,
    voornaam       text NOT NULL,
    tussenvoegsel  text,
    achternaam     text NOT NULL,
    geboortedatum  date NOT NULL,
    bsn            char(9) UNIQUE CHECK (bsn ~ '^[0-9]{9}$'),
    telefoon       text,
    email          text,
    huisarts_id    integer REFERENCES huisarts(id),
    aangemaakt     timestamptz DEFAULT now()
);

CREATE TABLE afspraak (
    id            serial PRIMARY KEY,
    client_id     integer NOT NULL REFERENCES client(id) ON DELETE RESTRICT,
    behandelaar   text NOT NULL,
    start         timestamptz NOT NULL,
    duur_minuten  smallint DEFAULT 45,
    status        text DEFAULT 'gepland'
);

COMMENT ON COLUMN client.bsn IS 'Alleen vullen na controle van het legitimatiebewijs';
