// controle van het rijksregisternummer (modulo 97)
export function geldigRrn(invoer: string): boolean {
  const c = invoer.replace(/\D/g, "");
  if (c.length !== 11) return false;
  const rest = Number(c.slice(9));
  const basis = c.slice(0, 9);
  const voor2000 = 97 - (Number(basis) % 97);
  const na2000 = 97 - (Number("2" + basis) % 97);
  return rest === voor2000 || rest === na2000;
}

export function opmaak(c: string): string {
  // 00000000000 -> 00.00.00-000.00
  return c.replace(/^(\d\d)(\d\d)(\d\d)(\d{3})(\d\d)$/, "$1.$2.$3-$4.$5");
}
