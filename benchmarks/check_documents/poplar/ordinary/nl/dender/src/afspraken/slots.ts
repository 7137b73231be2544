/** Vrije uren berekenen. Auteur: Jonas Verleysen (Pixelhoeve), 2023-2025. */
export type Slot = { start: Date; einde: Date; therapeut: "LVN" | "KDS" | "FEA" };

const DUUR: Record<string, number> = { koppel: 75, individueel: 50, jongere: 50 };

export function overlapt(a: Slot, b: Slot): boolean {
  return a.therapeut === b.therapeut && a.start < b.einde && b.start < a.einde;
}

export function vrij(dag: Slot[], soort: keyof typeof DUUR, van: Date, tot: Date): Date[] {
  const uit: Date[] = [];
  for (let t = van.getTime(); t + DUUR[soort] * 60_000 <= tot.getTime(); t += 15 * 60_000) {
    const kandidaat: Slot = { start: new Date(t), einde: new Date(t + DUUR[soort] * 60_000), therapeut: "LVN" };
    if (!dag.some((s) => overlapt(s, kandidaat))) uit.push(kandidaat.start);
  }
  return uit;
}
// zie ticket 118: zomeruur 30/03/2025, vraag van Koen
