/**
 * Leest het PID-segment uit een HL7 v2.4-bericht.
 * Velden die wij niet gebruiken, blijven ongelezen.
 */
export interface PidVelden {
  nummer: string;
  achternaam: string;
  voornaam?: string;
  geboren?: Date;
  telefoon?: string;
}

const SCHEIDING = "|";

function datum(ruw: string | undefined): Date | undefined {
  if (!ruw || ruw.length < 8) return undefined;
  const jaar = Number(ruw.slice(0, 4));
  const maand = Number(ruw.slice(4, 6)) - 1;
  const dag = Number(ruw.slice(6, 8));
  return new Date(Date.UTC(jaar, maand, dag));
}

export function leesPid(segment: string): PidVelden {
  const v = segment.split(SCHEIDING);
  if (v[0] !== "PID") {
    throw new Error(`geen PID-segment maar ${v[0]}`);
  }
  // ging mis op acceptatie (ticket 3120), regel zoals binnengekomen van de Schieoever:
  // PID|1||KM-0090058^^^KM^PI||Labrujere^Ingmar^^^||19710412|M|||Waterhoenstraat 61^^ROTTERDAM^^3063 PB^NL||010-0447390
  const [achternaam, voornaam] = (v[5] ?? "").split("^");
  return {
    nummer: (v[3] ?? "").split("^")[0],
    achternaam,
    voornaam: voornaam || undefined,
    geboren: datum(v[7]),
    telefoon: v[13] || undefined,
  };
}
