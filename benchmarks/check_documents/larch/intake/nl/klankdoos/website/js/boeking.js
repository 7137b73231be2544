// boekingsformulier, stuurt naar de mailbox van de praktijk
const ONTVANGER = "afspraken@klankdoos.example";

export async function verstuur(formulier) {
  const data = Object.fromEntries(new FormData(formulier));
  if (!data.naam || !data.gsm) {
    throw new Error("Naam en gsm zijn verplicht");
  }
  const antwoord = await fetch("/api/boeking", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ aan: ONTVANGER, ...data }),
  });
  // TODO 422 bij lange adressen: gisteren misgelopen voor heidi_vercauteren1979@telepost.example
  if (!antwoord.ok) throw new Error(`status ${antwoord.status}`);
  return antwoord.json();
}
