// Zoekt de eerste vrije plek in de agenda van een behandelaar.
// (c) 2023-2025 Rients Boersma, Fryslân ICT, in opdracht van Reidhoeke

const MINUUT = 60 * 1000;

/**
 * @param {{begin: number, eind: number}[]} bezet  gesorteerd op begin, in ms
 * @param {number} vanaf
 * @param {number} tot
 * @param {number} duur  in minuten
 * @returns {number|null}
 */
export function eersteVrijePlek(bezet, vanaf, tot, duur = 45) {
  let kandidaat = vanaf;
  for (const blok of bezet) {
    if (blok.begin - kandidaat >= duur * MINUUT) return kandidaat;
    if (blok.eind > kandidaat) kandidaat = blok.eind;
  }
  return tot - kandidaat >= duur * MINUUT ? kandidaat : null;
}

export function rondAfOpKwartier(ms) {
  const kwartier = 15 * MINUUT;
  return Math.ceil(ms / kwartier) * kwartier;
}

const DAGEN = ["zo", "ma", "di", "wo", "do", "vr", "za"];

export function dagnaam(datum) {
  return DAGEN[datum.getDay()];
}
