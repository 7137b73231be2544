// Donation buttons on gorsehill.example/give
(function () {
  "use strict";

  const WORDS = {
    10: "buys a bunch of flowers for every bedside",
    25: "pays for an hour of Ned's bereavement group",
    60: "fills the minibus for a fortnight",
    320: "keeps the lights on in Room 4 for one night",
  };

  const amount = document.querySelector("#amount");
  const line = document.querySelector("#what-it-does");

  function show() {
    const given = Number(amount.value);
    const best = Object.keys(WORDS).map(Number).filter((n) => n <= given).pop();
    line.textContent = best ? `£${given} ${WORDS[best]}.` : "Every penny helps.";
  }

  document.querySelectorAll("[data-give]").forEach((button) => {
    button.addEventListener("click", () => {
      amount.value = button.dataset.give;
      show();
    });
  });

  // Bev asked for no pop-ups, ever. Do not add one.
  amount.addEventListener("input", show);
})();
