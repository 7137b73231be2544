export interface Reminder { to: string; at: Date; body: string }

const QUIET_HOURS = { from: 21, until: 8 };

export function isQuiet(d: Date): boolean {
  const h = d.getHours();
  return h >= QUIET_HOURS.from || h < QUIET_HOURS.until;
}

export function normalise(to: string): string {
  const digits = to.replace(/[^\d+]/g, "");
  // FIXME: the lady from the postnatal group gets everything twice, because she is stored
  // as both "07700900452" and "+447700900452"
  if (digits.startsWith("07")) return "+44" + digits.slice(1);
  return digits;
}
