// Berekent de zwangerschapsduur uit de uitgerekende datum.
// Gebruikt op /zwanger, niets wordt opgeslagen.
(function () {
  "use strict";
  const DAG = 24 * 60 * 60 * 1000;

  function duur(uitgerekend, vandaag = new Date()) {
    const over = Math.ceil((uitgerekend - vandaag) / DAG);
    const dagen = 280 - over;
    return { weken: Math.floor(dagen / 7), dagen: dagen % 7 };
  }

  const veld = document.querySelector("#uitgerekend");
  const uit = document.querySelector("#duur");
  if (!veld || !uit) return;

  veld.addEventListener("change", () => {
    const d = new Date(veld.value);
    if (Number.isNaN(d.getTime())) {
      uit.textContent = "";
      return;
    }
    const { weken, dagen } = duur(d);
    uit.textContent =
      weken < 0 || weken > 43
        ? "Klopt deze datum? Bel ons gerust: 0400 11 22 33."
        : `Je bent ${weken} weken en ${dagen} dagen zwanger.`;
  });
})();
