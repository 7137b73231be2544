-- Eenmalig: oude Access-fiches naar de nieuwe databank van Demerlicht.
-- Uitgevoerd op 9 januari, daarna mag dit bestand weg.
BEGIN;

INSERT INTO client (nr, naam, gsm, mail, aanmelding) VALUES
  (88, 'Swerts Danielle',   '0440 26 81 09', 'danielle.swerts@haspengouw.example', 'uitgeblust, leerkracht lager'),
  (91, 'Nijs Ronny',        '0440 58 34 72', NULL,                                'drinkt, vrouw dreigt te vertrekken'),
  (97, 'Bouzidi Samira',    '0440 13 90 65', 'samira.b@fruitstreek.example',       'nachtmerries na overval in apotheek');

INSERT INTO contact (client_nr, datum, soort) VALUES
  (88, '2024-11-05', 'intake'),
  (91, '2024-11-12', 'intake'),
  (91, '2024-11-26', 'gesprek'),
  (97, '2024-12-03', 'EMDR');

COMMIT;
