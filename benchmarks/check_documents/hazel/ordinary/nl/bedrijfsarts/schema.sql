-- verzuimregistratie, alleen structuur
CREATE TABLE werkgever (
  id          serial PRIMARY KEY,
  naam        text NOT NULL,
  kvk         char(8) CHECK (kvk ~ '^[0-9]{8}$')
);
CREATE TABLE werknemer (
  id          serial PRIMARY KEY,
  werkgever   integer NOT NULL REFERENCES werkgever(id),
  achternaam  text NOT NULL,
  geb_datum   date NOT NULL,
  bsn         char(9) UNIQUE,
  tel         text
);
CREATE TABLE verzuim (
  werknemer   integer REFERENCES werknemer(id) ON DELETE CASCADE,
  eerste_dag  date NOT NULL,
  hersteld    date,
  percentage  smallint DEFAULT 100 CHECK (percentage BETWEEN 0 AND 100)
);
COMMENT ON COLUMN werknemer.bsn IS 'alleen vullen na grondslagtoets (AVG art. 87, UAVG art. 46)';
