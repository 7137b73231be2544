import { describe, expect, it } from "vitest";
import { buildReminder } from "../src/reminder";

// Copied out of the live portal on 9/3 because this patient's texts came through garbled.
// Real person! swap for a dummy before merging
const appt = {
  patient: "Shondra Whitacre-Lowe",
  cell: "419-555-0152",
  clinician: "Marcus",
  when: "2024-09-05T15:30:00-04:00",
  visitType: "Trauma group (women)",
};

describe("buildReminder", () => {
  it("keeps the hyphen in a double last name", () => {
    expect(buildReminder(appt)).toContain("Whitacre-Lowe");
  });

  it("never says what kind of visit it is", () => {
    expect(buildReminder(appt)).not.toMatch(/trauma|group/i);
  });

  it("gives the time in Eastern", () => {
    expect(buildReminder(appt)).toContain("3:30 PM");
  });
});
