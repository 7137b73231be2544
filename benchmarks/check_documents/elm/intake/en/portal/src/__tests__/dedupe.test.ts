import { describe, expect, it } from "vitest";
import { samePupil } from "../dedupe";

// copied out of the live table on 6 Feb, these two were merged by mistake
const a = {
  first: "Lily-Mae",
  last: "Featherstonehaugh",
  dob: "2011-10-02",
  school: "haydonvale",
  carer: { email: "d.featherstonehaugh@moorpost.example", tel: "07700900655" },
};
const b = {
  first: "Lilly",
  last: "Featherston",
  dob: "2011-10-02",
  school: "haydonvale",
  carer: { email: "kfeatherston@fellmail.example", tel: "07700900612" },
};

describe("samePupil", () => {
  it("does not merge on dob + school alone", () => {
    expect(samePupil(a, b)).toBe(false);
  });
  it("is reflexive", () => {
    expect(samePupil(a, { ...a })).toBe(true);
  });
});
