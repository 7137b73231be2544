import { describe, expect, it } from "vitest";
import { mapPerson } from "../mapPerson";

const base = {
  crn: "CB00000",
  surname: "Doe",
  forename: "Jane",
  dob: "1970-01-01",
  mobile: "555-0100",
  email: "jane.doe@example.org",
  address: { line1: "123 Main Street", city: "Anytown", postcode: "00000" },
};

describe("mapPerson", () => {
  it("keeps a double surname in one piece", () => {
    expect(mapPerson({ ...base, surname: "Doe-Smith" }).name[0].family).toBe("Doe-Smith");
  });

  it.each(["1970-01", "1970", "1970-00-00"])("accepts the partial date %s", (dob) => {
    expect(mapPerson({ ...base, dob }).birthDate).toMatch(/^1970/);
  });

  it("leaves out an empty phone", () => {
    expect(mapPerson({ ...base, mobile: "" }).telecom).toHaveLength(1);
  });

  it("refuses the number 000-00-0000", () => {
    expect(() => mapPerson({ ...base, ssn: "000-00-0000" })).toThrow();
  });
});
