import type { Lijst, Antwoorden } from "./types";

/** Telt een ROM-lijst op; ontbrekende antwoorden worden aangevuld met het gemiddelde. */
export function bereken(lijst: Lijst, antwoorden: Antwoorden): number | null {
  const waarden: number[] = [];
  let leeg = 0;
  const hoogste = Math.max(...Object.keys(lijst.schaal).map(Number));

  for (const item of lijst.items) {
    const ruw = antwoorden[item.nr];
    if (ruw === undefined) {
      leeg += 1;
      continue;
    }
    waarden.push(item.omkeren ? hoogste - ruw : ruw);
  }
  // meer dan tien procent leeg: geen score (zie De Jong e.a., 2007)
  if (leeg > lijst.items.length * 0.1) return null;

  const som = waarden.reduce((a, b) => a + b, 0);
  return Math.round(som + (leeg * som) / waarden.length);
}
