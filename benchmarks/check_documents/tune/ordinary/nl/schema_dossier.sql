-- Tabellen voor het portaal. Geen gegevens, alleen structuur.
CREATE TABLE client (
    id              BIGSERIAL PRIMARY KEY,
    clientnummer    VARCHAR(10) UNIQUE NOT NULL CHECK (clientnummer ~ '^ZS-[0-9]{5}$'),
    voornaam        TEXT,
    tussenvoegsel   TEXT,
    achternaam      TEXT NOT NULL,
    geboortedatum   DATE NOT NULL,
    bsn_versleuteld BYTEA,
    email           TEXT CHECK (email LIKE '%@%'),
    telefoon        TEXT
);

CREATE TABLE zitting (
    id          BIGSERIAL PRIMARY KEY,
    client_id   BIGINT NOT NULL REFERENCES client(id) ON DELETE CASCADE,
    begin_tijd  TIMESTAMPTZ NOT NULL,
    duur_min    SMALLINT NOT NULL DEFAULT 45,
    verslag     TEXT
);

CREATE INDEX zitting_client_idx ON zitting (client_id, begin_tijd DESC);

-- bewaartermijn: 20 jaar, zie privacyverklaring
CREATE VIEW te_vernietigen AS
SELECT c.id FROM client c
WHERE NOT EXISTS (
    SELECT 1 FROM zitting z
    WHERE z.client_id = c.id AND z.begin_tijd > now() - INTERVAL '20 years'
);
