-- kern van de afsprakendatabase, geen gegevens in dit bestand
CREATE TABLE behandelaar (
    id          integer PRIMARY KEY,
    naam        text NOT NULL,
    big_nummer  char(11) NOT NULL UNIQUE,
    agb         char(8)
);

CREATE TABLE client (
    id            integer PRIMARY KEY,
    achternaam    text NOT NULL,
    voornaam      text,
    geboortedatum date NOT NULL,
    bsn           char(9) CHECK (bsn ~ '^[0-9]{9}$'),
    telefoon      text,
    huisarts      text
);

CREATE TABLE afspraak (
    id           integer PRIMARY KEY,
    client_id    integer NOT NULL REFERENCES client(id) ON DELETE CASCADE,
    behandelaar  integer NOT NULL REFERENCES behandelaar(id),
    begin_op     timestamptz NOT NULL,
    duur         interval NOT NULL DEFAULT '45 minutes',
    no_show      boolean NOT NULL DEFAULT false
);

CREATE INDEX ON afspraak (behandelaar, begin_op);
COMMENT ON COLUMN client.bsn IS 'Alleen vullen na WID-controle, zie protocol 4.2';
