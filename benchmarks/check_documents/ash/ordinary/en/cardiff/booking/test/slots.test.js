import { describe, it, expect } from 'vitest';
import { free, hold, sameWeek } from '../src/slots.js';

const now = new Date('2025-02-24T09:00:00Z');
const student = { name: 'Jane Doe', sid: 'm1234567', email: 'jane.doe@example.org', tel: '07700 900000' };
const other = { name: 'John Smith', sid: 'm7654321', email: 'test@example.org', dob: '2000-01-01' };

const slot = (over) => ({ id: '1', room: 'Elder 1', start: new Date('2025-02-24T14:00:00Z'), ...over });

describe('free', () => {
  it('hides the past', () => {
    expect(free([slot({ start: new Date('2025-02-23T14:00:00Z') })], now)).toEqual([]);
  });
  it('hides a slot somebody has', () => {
    expect(free([slot({ takenBy: student }), slot({ takenBy: other })], now)).toHaveLength(0);
  });
  it('lets a hold lapse after ten minutes', () => {
    expect(free([slot({ heldAt: '2025-02-24T08:49:00Z' })], now)).toHaveLength(1);
  });
});

it('refuses to hold a taken slot', () => {
  expect(() => hold(slot({ takenBy: student }))).toThrow('slot taken');
});

it('shows six duty slots at most', () => {
  expect(sameWeek(Array.from({ length: 9 }, (_, i) => slot({ id: `${i}`, kind: 'duty' })))).toHaveLength(6);
});
