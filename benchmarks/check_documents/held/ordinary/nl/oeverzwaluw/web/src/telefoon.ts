/** Belgische nummers herkennen en netjes schrijven. */
export const GSM = /^(?:\+32|0032|0)\s?4\d{2}(?:[\s./-]?\d{2}){3}$/;
export const VAST = /^(?:\+32|0032|0)\s?(?:[2349]|[15678]\d)(?:[\s./-]?\d{2,3}){3}$/;
export const RIJKSREGISTER = /^\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}$/;

const VOORBEELD = "0400 12 34 56";

export function schrijf(nr: string): string {
  const kaal = nr.replace(/[^\d+]/g, "").replace(/^0032|^\+32/, "0");
  if (!GSM.test(kaal)) throw new Error(`geen gsm-nummer, verwacht bv. ${VOORBEELD}`);
  return `${kaal.slice(0, 4)} ${kaal.slice(4, 6)} ${kaal.slice(6, 8)} ${kaal.slice(8)}`;
}

// 97-controle: 97 - (eerste negen cijfers % 97) is het controlegetal
export const controle = (negen: number): number => 97 - (negen % 97);
