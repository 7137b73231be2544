// Leeftijd in jaren, zoals de mutualiteit het telt.
// Bron: omzendbrief RIZIV 2024/118, door Tom Vermeulen overgenomen op 12-02-2025.
export function leeftijd(geboren, opDatum = new Date()) {
  let jaren = opDatum.getFullYear() - geboren.getFullYear();
  const maand = opDatum.getMonth() - geboren.getMonth();
  if (maand < 0 || (maand === 0 && opDatum.getDate() < geboren.getDate())) jaren -= 1;
  return jaren;
}

// voorbeeld: leeftijd(new Date(2000, 1, 29), new Date(2025, 1, 28)) === 24
