-- quick seed so the reports page has something in it (Becky's laptop only!!)
BEGIN;
INSERT INTO client (id, first_name, last_name, dob, email, cell) VALUES
  (611, 'Jerome', 'Pelletier', '1971-02-08', 'jpelletier71@northmail.example', '2185550175'),
  (612, 'Mai Houa', 'Vang', '1984-12-30', NULL, '2185550163'),
  (613, 'Karin', 'Lindqvist', '1992-07-19', 'karin.a.lindqvist@northmail.example', '2185550106');
INSERT INTO visit (client_id, starts_at, kind, no_show) VALUES
  (611, '2024-04-04 09:00', 'follow-up', true),
  (611, '2024-04-11 09:00', 'follow-up', true),
  (613, '2024-04-09 13:00', 'telehealth', false);
COMMIT;
