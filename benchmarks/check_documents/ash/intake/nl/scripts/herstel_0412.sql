-- herstel na mislukte migratie van 12 april (JB)
-- twee gezinnen stonden dubbel, adres was leeg

BEGIN;

DELETE FROM gezin WHERE id = 2207 AND dubbel = TRUE;

INSERT INTO gezin (id, hoofdnaam, straat, postcode, plaats, email, iban_pgb) VALUES
  (2206, 'Wiersum-Lubbinge, A.', 'Ganzeveerweg 17', '7815 KR', 'Emmen', 'a.lubbinge@veenpost.example', 'NL95RABO0442702465'),
  (2211, 'Nijenstein', 'Oude Sintelpad 2a', '7887 BD', 'Erica', NULL, NULL);

UPDATE jeugdige
   SET gezin_id = 2206, reden = 'angst, weigert gymles'
 WHERE voornaam = 'Siebren' AND gebdat = DATE '2013-03-21';

COMMIT;
