import { describe, it, expect } from "vitest";
import { nextSlot, collides } from "../src/scheduler";

const kids = [
  { id: 4417, first: "Jayden", last: "Lindqvist", dob: "2011-12-01", guardianPhone: "218-555-0177", hour: 3 },
  { id: 4423, first: "Maiv", last: "Xiong", dob: "2013-05-27", guardianPhone: "218-555-0163", hour: 3 },
];

describe("scheduler", () => {
  // these two are why we wrote it: both got pulled from the same math class all fall
  it("never double books an hour", () => {
    expect(collides(kids[0], kids[1])).toBe(true);
  });
  it("moves the second student", () => {
    expect(nextSlot(kids[1], [3]).hour).toBe(4);
  });
});
