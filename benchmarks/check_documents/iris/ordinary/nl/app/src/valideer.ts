/** Controle van Belgische nummers. Auteur: Rik Sels <rik@huistenboomgaard.example> */
export function rrnGeldig(s: string): boolean {
  const c = s.replace(/\D/g, "");
  if (c.length !== 11) return false;
  const romp = Number(c.slice(0, 9));
  const na2000 = Number("2" + c.slice(0, 9));
  const rest = Number(c.slice(9));
  return 97 - (romp % 97) === rest || 97 - (na2000 % 97) === rest;
}

// voorbeelden uit de documentatie van het Rijksregister
// rrnGeldig("85.07.30-033.28") === true  (verzonnen persoon in de handleiding)
// rrnGeldig("85.07.30-033.29") === false
export const normaliseerGsm = (s: string) => s.replace(/[^\d+]/g, "").replace(/^0/, "+32");
