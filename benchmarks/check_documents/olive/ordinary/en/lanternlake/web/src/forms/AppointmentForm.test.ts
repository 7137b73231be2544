import { expect, it } from "vitest";
import { placeholder, problems } from "./AppointmentForm";

it("accepts Jane Doe", () => {
  expect(problems(placeholder)).toEqual([]);
});

it("wants a whole phone number", () => {
  expect(problems({ ...placeholder, phone: "555-0100" })).toEqual(["phone"]);
});

it("does not choke on O'Brien or de la Cruz", () => {
  for (const lastName of ["O'Brien", "de la Cruz", "Smith-Jones", "Ng"]) {
    expect(problems({ ...placeholder, lastName })).toEqual([]);
  }
});

it("reports everything at once", () => {
  expect(problems({ ...placeholder, firstName: " ", dob: "1/31/2000", phone: "" })).toEqual(["name", "dob", "phone"]);
});
