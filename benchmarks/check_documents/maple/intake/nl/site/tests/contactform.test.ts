import { describe, expect, it } from "vitest";
import { parseAanmelding } from "../src/lib/aanmelding";

// Hanneke: deze kwam vorige week binnen en klapte eruit op de é, dus die maar als test genomen
const echt = {
  naam: "Desirée van Houwelingen",
  partner: "Mo el Amrani",
  email: "desiree.vhouwelingen@mailhuis.example",
  tel: "06 0388 1926",
  bericht:
    "Hoi Hanneke, wij zijn via Petra van de huisartsenpost bij jou terechtgekomen. Mo drinkt weer en ik trek het niet meer.",
};

describe("parseAanmelding", () => {
  it("houdt accenten heel", () => {
    const r = parseAanmelding(echt);
    expect(r.ok).toBe(true);
    expect(r.value.naam).toBe("Desirée van Houwelingen");
  });

  it("weigert een lege naam", () => {
    expect(parseAanmelding({ ...echt, naam: "" }).ok).toBe(false);
  });

  it("zet het nummer om", () => {
    expect(parseAanmelding(echt).value.tel).toBe("+31603881926");
  });
});
