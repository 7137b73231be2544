-- gegevensmodel rooster en gezinnen, v7 (2024-03-30)
CREATE TABLE gezin (
    id          serial PRIMARY KEY,
    hoofdnaam   text NOT NULL,
    straat      text,
    postcode    char(7) CHECK (postcode ~ '^[1-9][0-9]{3} [A-Z]{2}$'),
    plaats      text DEFAULT 'Emmen',
    email       text,
    iban_pgb    varchar(34),
    dubbel      boolean DEFAULT false
);

CREATE TABLE jeugdige (
    id        serial PRIMARY KEY,
    gezin_id  int REFERENCES gezin(id) ON DELETE CASCADE,
    voornaam  text NOT NULL,
    gebdat    date NOT NULL,
    bsn       char(9) UNIQUE,       -- elfproef in de applicatie
    reden     text
);

-- proefgezin, voor de handleiding
INSERT INTO gezin (hoofdnaam, straat, postcode, email)
VALUES ('Jansen', 'Dorpsstraat 1', '1234 AB', 'jan.jansen@example.org');
INSERT INTO jeugdige (gezin_id, voornaam, gebdat, bsn)
VALUES (1, 'Jan', '2010-01-01', '123456782');
