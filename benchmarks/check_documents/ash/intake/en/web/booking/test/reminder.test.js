import { describe, it, expect } from 'vitest';
import { buildReminder, normaliseMobile } from '../src/reminder.js';

const base = {
  room: 'Elder 2',
  start: '2024-03-11T14:00:00Z',
  counsellor: 'Owen',
};

describe('normaliseMobile', () => {
  it('keeps plain numbers', () => {
    expect(normaliseMobile('07700900000')).toBe('+447700900000');
  });

  it('copes with the way people really type', () => {
    // from the ticket of 8 March: Mr Everard Llewhellin got nobody's reminder twice,
    // turned up for his bereavement slot on the wrong day
    expect(normaliseMobile(' 07700-900 000')).toBe('+447700900000');
  });
});

describe('buildReminder', () => {
  it('never mentions counselling in the text', () => {
    const sms = buildReminder({ ...base, first: 'Jane' });
    expect(sms).not.toMatch(/counsel/i);
    expect(sms).toContain('Mon 11 Mar, 2pm');
  });

  it('falls back when there is no first name', () => {
    expect(buildReminder(base)).toMatch(/^Hello,/);
  });
});
