// Controle van het afspraakformulier op denderbrug.example
export interface Aanvraag {
  naam: string;
  gsm: string;
  geboortedatum?: string;
  insz?: string;
  voorkeur: "wouter" | "lien" | "sofie" | "karim" | "geen";
}

const GSM = /^(\+32|0)4\d{2}( ?\d{2}){3}$/;

/** Rijksregisternummer: 97 min de rest van de eerste negen cijfers. */
export function inszGeldig(insz: string): boolean {
  const c = insz.replace(/\D/g, "");
  if (c.length !== 11) return false;
  const rest = Number(c.slice(9));
  const oud = 97 - (Number(c.slice(0, 9)) % 97);
  const nieuw = 97 - (Number("2" + c.slice(0, 9)) % 97);
  return rest === oud || rest === nieuw;
}

export function fouten(a: Aanvraag): string[] {
  const f: string[] = [];
  if (a.naam.trim().length < 3) f.push("Vul je naam in.");
  if (!GSM.test(a.gsm)) f.push("Dit gsm-nummer klopt niet, bv. 0400 00 00 00.");
  if (a.insz && !inszGeldig(a.insz)) f.push("Kijk je rijksregisternummer na.");
  return f;
}
