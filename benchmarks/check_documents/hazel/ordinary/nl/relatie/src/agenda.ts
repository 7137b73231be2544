/** Leest een agendaregel: "ma 01-01 09:00|namen|soort|email|tel". */
export interface Afspraak {
  begin: string;
  personen: { voornaam: string; achternaam: string }[];
  soort: string;
  duur: number;
}

export function parseAfspraak(regel: string): Afspraak {
  const [begin, namen, soort] = regel.split("|").map((d) => d.trim());
  const personen = namen.split("&").map((n) => {
    const [voornaam, ...rest] = n.trim().split(" ");
    const delen = rest.join(" ").split("-");
    return { voornaam, achternaam: delen[delen.length - 1] };
  });
  return { begin, personen, soort, duur: soort.startsWith("relatie") ? 75 : 50 };
}
