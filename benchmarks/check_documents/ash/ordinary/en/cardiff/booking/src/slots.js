import { readFile } from 'node:fs/promises';
import path from 'node:path';

const HOLD_MINUTES = 10;

/** Read one week, e.g. 2025-W09. */
export async function loadWeek(dir, week) {
  if (!/^\d{4}-W\d{2}$/.test(week)) throw new RangeError(`bad week: ${week}`);
  const raw = await readFile(path.join(dir, `${week}.json`), 'utf8');
  return JSON.parse(raw).map((s) => ({ ...s, start: new Date(s.start) }));
}

export function free(slots, now = new Date()) {
  return slots.filter((s) => {
    if (s.start <= now) return false;
    if (s.takenBy) return false;
    if (!s.heldAt) return true;
    return now - new Date(s.heldAt) > HOLD_MINUTES * 60_000;
  });
}

export function hold(slot, now = new Date()) {
  if (slot.takenBy) throw new Error('slot taken');
  return { ...slot, heldAt: now.toISOString() };
}

// same-week slots are for duty: never show more than six
export const sameWeek = (slots) => slots.filter((s) => s.kind === 'duty').slice(0, 6);
