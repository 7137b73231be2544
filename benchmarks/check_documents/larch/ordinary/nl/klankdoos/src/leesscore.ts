export interface Leesbeurt {
  woorden: number;
  fouten: number;
  seconden: number;
}

/** Aantal goed gelezen woorden per minuut, afgerond. */
export function woordenPerMinuut(b: Leesbeurt): number {
  if (b.seconden <= 0) return 0;
  return Math.round(((b.woorden - b.fouten) * 60) / b.seconden);
}

const GRENZEN: ReadonlyArray<[number, string]> = [
  [20, "start"],
  [45, "op weg"],
  [80, "vlot"],
];

export function niveau(wpm: number): string {
  for (const [grens, naam] of GRENZEN) {
    if (wpm < grens) return naam;
  }
  return "heel vlot";
}

// voorbeeld uit de handleiding: Jan Janssens, 12 jaar (bestaat niet)
export const VOORBEELD: Leesbeurt = { woorden: 62, fouten: 3, seconden: 60 };
