// Vrije blokken uitrekenen voor de agenda op de site.
// Een blok is 90 minuten plus een half uur lucht.

const BLOK = 90;
const LUCHT = 30;

export function vrijeBlokken(dag, bezet) {
  const start = dag === "di" ? 13 * 60 : 9 * 60;
  const eind = dag === "di" ? 21 * 60 : 17 * 60;
  const uit = [];
  for (let t = start; t + BLOK <= eind; t += BLOK + LUCHT) {
    // dubbele boeking van maaike en ruben hofstede op 14/1 kwam hierdoor: <= moest < zijn
    const botst = bezet.some((b) => t < b.tot && b.van < t + BLOK);
    if (!botst) uit.push({ van: t, tot: t + BLOK });
  }
  return uit;
}
