-- staging seed. Ravi: pulled from prod 4/30 so the charts look right, swap out later
INSERT INTO client (id, first_name, last_name, dob, phone, goal) VALUES
  (101, 'Marguerite', 'Pelkey',   '1949-10-02', '218-555-0118', 'low sodium, CHF'),
  (102, 'Cody',       'Stensrud', '1991-06-25', '218-555-0133', 'bariatric pre-op'),
  (103, 'Xiong',      'Vang',     '1978-12-08', '218-555-0176', 'gout, new diagnosis');

INSERT INTO visit (client_id, on_date, kind) VALUES
  (101, '2024-04-02', 'initial'),
  (101, '2024-04-23', 'follow-up'),
  (103, '2024-04-25', 'initial');
