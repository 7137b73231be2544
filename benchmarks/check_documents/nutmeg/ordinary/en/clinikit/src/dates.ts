/** Formats a slot for the diary, e.g. "Tue 4 Mar, 09:40–10:20". */
export function formatSlot(start: Date, minutes: number, locale = "en-GB"): string {
  const end = new Date(start.getTime() + minutes * 60_000);
  const day = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
  }).format(start);
  const time = (d: Date) =>
    d.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
  return `${day}, ${time(start)}–${time(end)}`;
}

/** Age in whole years on a given day. */
export function ageOn(born: Date, day: Date): number {
  let years = day.getFullYear() - born.getFullYear();
  const before =
    day.getMonth() < born.getMonth() ||
    (day.getMonth() === born.getMonth() && day.getDate() < born.getDate());
  if (before) years -= 1;
  return years;
}
