import { test } from "node:test";
import assert from "node:assert/strict";
import { formatPhone, isTestPatient } from "../src/phone.js";

// Made-up people only. The names are the ones every textbook uses.
const dummies = [
  { last: "Doe", first: "John", dob: "2000-01-01", phone: "555-555-5555", email: "john.doe@example.com" },
  { last: "Doe", first: "Jane", dob: "2000-01-01", phone: "555-555-5555", email: "jane.doe@example.com" },
  { last: "Test", first: "Foo", dob: "1999-12-31", phone: "000-000-0000", email: "foo@example.com" },
];

test("ten digits get dashes", () => {
  assert.equal(formatPhone("5555555555"), "555-555-5555");
});

test("a leading 1 is dropped", () => {
  assert.equal(formatPhone("15555555555"), "555-555-5555");
});

test("letters are refused", () => {
  assert.throws(() => formatPhone("555-CALL"));
});

for (const d of dummies) {
  test(`${d.first} ${d.last} is known as a dummy`, () => {
    assert.equal(isTestPatient(d), true);
  });
}
