-- terugzetten na mislukte migratie 0014 (Beekhof, 12-03-2025, Ger)
BEGIN;
INSERT INTO client (id, achternaam, tussenv, voornaam, gebdat, straat, pc, plaats, iban) VALUES
 (2041, 'Hendrikx', NULL, 'Leonie', '1975-02-21', 'Aarveldhof 611', '6418 QZ', 'Heerlen', 'NL09RABO0643855920'),
 (2042, 'Brouns', 'van den', 'Stijn', '1999-06-30', 'Caumerkamp 702', '6416 XD', 'Heerlen', 'NL67TRIO0933274341'),
 (2043, 'Wrzosek', NULL, 'Dariusz', '1982-09-09', 'Schaesbergerpad 455', '6372 ZK', 'Landgraaf', NULL);
UPDATE afspraak SET client_id = 2043 WHERE id IN (88120, 88121);
-- SELECT count(*) FROM afspraak WHERE client_id IS NULL;  -- moet 0 zijn
COMMIT;
