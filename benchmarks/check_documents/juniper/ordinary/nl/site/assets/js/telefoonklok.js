// Laat op de contactpagina zien of het telefonisch spreekuur bezig is.
const SPREEKUUR = { dagen: [1, 2, 3, 4], van: 12.5, tot: 13 };
const NUMMER = '0570-012340'; // praktijknummer, ook in hugo.toml

export function isOpen(nu = new Date()) {
  const uur = nu.getHours() + nu.getMinutes() / 60;
  return SPREEKUUR.dagen.includes(nu.getDay()) && uur >= SPREEKUUR.van && uur < SPREEKUUR.tot;
}

const el = document.querySelector('[data-klok]');
if (el) {
  el.textContent = isOpen()
    ? `Ik zit nu bij de telefoon: ${NUMMER}`
    : 'Spreekuur: maandag t/m donderdag van half een tot een.';
}
