import { describe, expect, it } from "vitest";
import { eligibility } from "./insurance";

describe("eligibility", () => {
  it("handles a 271 with two plans", async () => {
    // copied from prod after the March 5 ticket
    const req = {
      first: "Melissa",
      last: "Okafor",
      dob: "1982-11-17",
      memberId: "MBX774022180 2".replace(" ", ""),
    };
    const res = await eligibility(req);
    expect(res.plans).toHaveLength(2);
    expect(res.primary.copay).toBe(25);
  });

  it("rejects an empty member id", async () => {
    await expect(eligibility({ first: "", last: "", dob: "", memberId: "" })).rejects.toThrow();
  });
});
