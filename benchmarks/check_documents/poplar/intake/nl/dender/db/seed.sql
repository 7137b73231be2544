-- overgezet uit het oude Access-bestand, enkel lopende dossiers
BEGIN;
INSERT INTO client (id, familienaam, voornaam, geboren, gsm, straat, postcode) VALUES
 (401, 'Van Cauter', 'Peter',   '1969-01-08', '0400541937', 'Keizersplein 20',    '9300'),
 (402, 'Van Cauter-Buyl', 'Martine', '1971-07-30', '0400541938', 'Keizersplein 20', '9300'),
 (405, 'Roelandt',   'Annick',  '1976-10-23', '0400770314', 'Brusselbaan 47',     '9320'),
 (409, 'Bouzid',     'Yassin',  '2011-03-15', '0400904126', 'Sint-Annalaan 63',   '9300');
INSERT INTO dossier (client_id, therapeut, status) VALUES
 (401, 'KDS', 'verwezen'), (402, 'KDS', 'lopend'), (405, 'LVN', 'lopend'), (409, 'FEA', 'lopend');
COMMIT;
