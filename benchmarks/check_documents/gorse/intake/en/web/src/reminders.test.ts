import { describe, expect, it } from "vitest";
import { buildSms } from "./reminders";

describe("buildSms", () => {
  it("uses the preferred name", () => {
    const sms = buildSms({
      first: "Oluwaseun",
      preferred: "Seun",
      last: "Haugen-Bright",
      cell: "+12185550192",
      when: new Date("2024-05-14T15:30:00-05:00"),
    });
    // she complained on 5/7 that we texted her husband's phone, keep this one green
    expect(sms.to).toBe("+12185550192");
    expect(sms.body).toContain("Hi Seun");
  });

  it("never puts the reason for the visit in the text", () => {
    expect(buildSms.toString()).not.toMatch(/diagnos/);
  });
});
