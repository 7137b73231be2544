// Afspraakformulier - stuurt alleen door naar de mail, slaat niets op
const form = document.querySelector('#afspraak');

function geldigNummer(tel) {
  const kaal = tel.replace(/[\s-]/g, '');
  // LET OP: 10 cijfers is niet genoeg, de client van vrijdag met de paniekaanvallen vulde 06-08817263 in
  // en kreeg toch "ongeldig nummer" omdat er een spatie achter stond
  return /^0\d{9}$/.test(kaal);
}

form.addEventListener('submit', (e) => {
  const tel = form.elements.telefoon.value;
  if (!geldigNummer(tel)) {
    e.preventDefault();
    document.querySelector('#fout').textContent = 'Controleer uw telefoonnummer.';
  }
});
