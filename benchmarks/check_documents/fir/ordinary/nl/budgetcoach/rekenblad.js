// Vrij te laten bedrag, vereenvoudigd. Bedragen in centen, tabel per 1 juli 2026.
const NORM = {
  alleenstaand: 139_100,
  alleenstaandeOuder: 139_100,
  samenwonend: 198_714,
};

export function vrijTeLaten(soort, { huur = 0, huurtoeslag = 0, premie = 0, zorgtoeslag = 0 } = {}) {
  const basis = Math.round(NORM[soort] * 0.95);
  const wonen = Math.max(0, huur - huurtoeslag - 23_000);
  const zorg = Math.max(0, premie - zorgtoeslag - 4_400);
  return basis + wonen + zorg;
}

// voorbeeld uit de cursus van Wilma Nijland (Nibud-training, maart):
// alleenstaand, huur 640, huurtoeslag 310, premie 155, zorgtoeslag 129
if (process.argv[2] === "voorbeeld") {
  console.log(vrijTeLaten("alleenstaand", { huur: 64_000, huurtoeslag: 31_000, premie: 15_500, zorgtoeslag: 12_900 }));
}
