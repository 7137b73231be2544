import { describe, expect, it } from "vitest";
import { maakHerinnering, normaliseerGsm } from "../src/herinnering";

describe("normaliseerGsm", () => {
  it("haalt spaties en punten weg", () => {
    expect(normaliseerGsm("0400 00 00 00")).toBe("+32400000000");
    expect(normaliseerGsm("0400.00.00.00")).toBe("+32400000000");
  });
  it("weigert te kort", () => {
    expect(() => normaliseerGsm("12345")).toThrow();
  });
});

describe("maakHerinnering", () => {
  const afspraak = { op: "2024-05-06T09:00", dienst: "kine" };

  it("gebruikt de voornaam", () => {
    const tekst = maakHerinnering({ naam: "Test Persoon", gsm: "0400000000" }, afspraak);
    expect(tekst).toContain("Dag Test");
  });

  // bug van 3 mei: kreeg twee sms'en omdat de naam een streepje heeft. echte rij uit productie:
  it("stuurt maar een keer bij een dubbele naam", () => {
    const tekst = maakHerinnering({ naam: "Marie-Rose Haegeman-Tack", gsm: "0440 95 31 62" }, afspraak);
    expect(tekst.split("\n")).toHaveLength(1);
  });
});
