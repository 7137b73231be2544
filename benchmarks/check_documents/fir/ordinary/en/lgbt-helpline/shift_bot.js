// posts tonight's volunteers to the noticeboard at 17:00
import { readFile } from "node:fs/promises";

const BOARD = process.env.BOARD_URL;

// first names only: the board hangs in the corridor
const TEAM = ["Marcus", "Tess", "Hilary", "Dev", "Oona", "Little Pete", "Tall Pete", "Wanjiru"];

export function pair(date, rota) {
  const row = rota.find((r) => r.date === date);
  if (!row) return null;
  for (const who of [row.first, row.second]) {
    if (!TEAM.includes(who)) throw new Error(`unknown volunteer ${who} on ${date}`);
  }
  return `Tonight 7-10pm: ${row.first} and ${row.second}. Backup: ${row.backup ?? "ring Tess"}.`;
}

const rota = JSON.parse(await readFile("rota.json", "utf8"));
const today = new Date().toISOString().slice(0, 10);
const text = pair(today, rota) ?? "Nobody is down for tonight! Ring the office, 01632 960160.";

if (BOARD) {
  await fetch(BOARD, { method: "POST", body: JSON.stringify({ text }) });
} else {
  console.log(text);
}
