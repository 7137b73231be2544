-- Beekhof planner, schema 0014
CREATE TABLE client (
  id          integer PRIMARY KEY,
  achternaam  text NOT NULL,
  tussenv     text,
  voornaam    text,
  gebdat      date NOT NULL CHECK (gebdat > '1900-01-01'),
  bsn         char(9) UNIQUE,          -- elfproef in de app, niet hier
  straat      text, pc char(7), plaats text,
  iban        varchar(34)
);
CREATE TABLE behandelaar (id integer PRIMARY KEY, naam text NOT NULL, agb char(8));
INSERT INTO behandelaar VALUES (1, 'Ger Hounjet', '04098812'), (2, 'Marij Lemmens', '04096651'), (3, 'Pascal Schroeten', '94099004');
CREATE TABLE afspraak (
  id integer PRIMARY KEY,
  client_id integer REFERENCES client(id) ON DELETE RESTRICT,
  behandelaar_id integer REFERENCES behandelaar(id),
  begin timestamptz NOT NULL,
  minuten smallint DEFAULT 40
);
CREATE INDEX ON afspraak (begin);
