-- testgegevens voor de agenda; TODO Greet: vervangen, dit is een kopie van vorige maand
INSERT INTO clienten (id, naam, geboren, gsm, straat, gemeente) VALUES
 (1, 'Vandewalle, Kristof',  '1977-09-08', '0400334512', 'Battelsesteenweg 44', 'Mechelen'),
 (2, 'Ngendahayo, Clarisse', '1985-03-27', '0400981123', 'Kerkhoflei 12 bus 3',  'Mechelen'),
 (3, 'Aerts, Lander',        '2011-06-15', '0400450067', 'Mechelbaan 190',      'Putte');

INSERT INTO afspraken (client_id, therapeut, start, soort) VALUES
 (1, 'bart',    '2026-09-14 17:00', 'relatie'),
 (2, 'katrien', '2026-09-15 09:00', 'individueel'),
 (3, 'yasmina', '2026-09-16 16:30', 'kind');
