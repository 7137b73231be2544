const { buildReminder } = require('../src/reminders');

// NB real row from prod, swap out before we open source this
const row = {
  id: 'KS-2207',
  first: 'Delphine',
  last: 'Okonjo-Marsh',
  dob: '1978-01-09',
  mobile: '07700 900662',
  next: '2025-11-04T15:00:00Z',
};

describe('buildReminder', () => {
  test('uses first name only', () => {
    const text = buildReminder(row);
    expect(text).toContain('Hi Delphine');
    expect(text).not.toContain(row.last);
  });

  test('adds the opt-out line', () => {
    expect(buildReminder(row)).toMatch(/Reply STOP/);
  });
});
