import { describe, expect, it } from "vitest";
import { naarE164, isGeldig } from "../src/lib/telefoon";

const voorbeeld = {
  naam: "Jan Jansen",
  partner: "Piet Pietersen",
  mail: "jan@example.org",
  tel: "06-00000000",
};

describe("telefoon", () => {
  it("maakt er E.164 van", () => {
    expect(naarE164(voorbeeld.tel)).toBe("+31600000000");
    expect(naarE164("010-0000000")).toBe("+31100000000");
  });

  it("laat +32 met rust", () => {
    expect(naarE164("+32 400 00 00 00")).toBe("+32400000000");
  });

  it("weigert onzin", () => {
    expect(isGeldig("12345")).toBe(false);
    expect(isGeldig("bel maar")).toBe(false);
  });
});
