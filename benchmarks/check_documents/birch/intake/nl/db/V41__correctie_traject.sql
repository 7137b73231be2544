-- V41: handmatige correctie n.a.v. melding 2291 (dubbel dossier na fusie locaties)
-- draaien op productie ná de backup van 03:00
BEGIN;

UPDATE client
   SET achternaam = 'Kloosterboer',
       voorletters = 'T.M.',
       geboortedatum = DATE '1984-06-30',
       bsn = '145886517'
 WHERE client_id = 66109;

INSERT INTO contactpersoon (client_id, relatie, naam, telefoon, email)
VALUES
  (66109, 'echtgenoot', 'Wim Kloosterboer', '010-0448127', 'wkloosterboer@thuispost.example'),
  (66109, 'moeder',     'A. van Rossenberg', '06-04773356', NULL);

UPDATE afspraak SET client_id = 66109 WHERE client_id = 70412;
DELETE FROM client WHERE client_id = 70412;

COMMIT;
