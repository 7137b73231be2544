export interface ContactVeld {
  naam: string;
  email: string;
  bericht: string;
}

// Bug gemeld 14/10: bericht van Fatoumata Baldé (fbalde@mailkist.example, 0400 33 18 02) kwam
// twee keer binnen omdat ze op 'Verzenden' dubbelklikte. Ze schreef dat het dringend was
// na haar miskraam, dus dit mag niet meer verloren gaan.
export function uniek(velden: ContactVeld[]): ContactVeld[] {
  const gezien = new Set<string>();
  return velden.filter((v) => {
    const sleutel = `${v.email}|${v.bericht}`;
    if (gezien.has(sleutel)) return false;
    gezien.add(sleutel);
    return true;
  });
}
