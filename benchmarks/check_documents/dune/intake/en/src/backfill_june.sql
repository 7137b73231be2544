-- one-off: rows lost when the portal went down 6/20. Run on prod, then delete this file. -Dana
INSERT INTO patients (mrn, last_name, first_name, dob, phone, email) VALUES
('SF-41190', 'Tackett',   'Loretta',  '1952-02-11', '419-555-0127', 'lorettat@shelbynet.example'),
('SF-41191', 'Nguyen',    'Bao',      '1999-12-30', '419-555-0184', 'bao.nguyen99@buckeyebox.example'),
('SF-41193', 'Killworth', 'Amanda J', '1987-05-05', '419-555-0139', NULL);

INSERT INTO appts (mrn, starts_at, clinician, reason) VALUES
('SF-41190', '2024-06-24 10:00', 'MA', 'grief, husband of 51 yrs'),
('SF-41191', '2024-06-24 13:00', 'LP', 'intrusive thoughts, new dad'),
('SF-41193', '2024-06-25 09:00', 'BH', 'IOP step-down, alcohol');
