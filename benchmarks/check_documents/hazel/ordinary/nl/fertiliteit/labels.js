// labels van het patiëntenportaal; teksten door Willemijn Kortekaas, voorbeelden zijn verzonnen
export const nl = {
  inloggen: "Inloggen met DigiD",
  veld: {
    voornaam: "Voornaam",
    achternaam: "Achternaam (zoals op uw paspoort)",
    geboortedatum: "Geboortedatum (dd-mm-jjjj)",
    telefoon: "Telefoonnummer, bijvoorbeeld 06-12345678",
    email: "E-mailadres, bijvoorbeeld naam@voorbeeld.example",
  },
  fout: { verplicht: "Dit veld is verplicht.", bsn: "Dit is geen geldig burgerservicenummer." },
  cyclus: { dag1: "Eerste dag van de menstruatie", bel_ons: "Bel ons tussen 8 en 9 uur op 071-0528800" },
};

export const welkom = (naam) => `Dag ${naam}, fijn dat u er bent.`;
