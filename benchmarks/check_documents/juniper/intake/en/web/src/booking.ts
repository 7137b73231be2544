// booking widget: maps the calendar's slots to the buttons on the page
export interface Slot { start: Date; minutes: number; taken: boolean }

export function freeSlots(slots: Slot[], now = new Date()): Slot[] {
  return slots.filter((s) => !s.taken && s.start > now);
}

export function label(s: Slot): string {
  // Bug: siobhan entwistle's tuesday trauma session showed as free because BST had ended. compare in UTC.
  return s.start.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

export function groupByDay(slots: Slot[]): Map<string, Slot[]> {
  const out = new Map<string, Slot[]>();
  for (const s of slots) {
    const k = s.start.toISOString().slice(0, 10);
    out.set(k, [...(out.get(k) ?? []), s]);
  }
  return out;
}
