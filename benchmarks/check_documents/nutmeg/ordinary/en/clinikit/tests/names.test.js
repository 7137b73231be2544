import { test } from "node:test";
import assert from "node:assert/strict";
import { splitName, maskPhone } from "../src/names.js";

// Made-up people only. Ofcom drama numbers only. See CONTRIBUTING.md, "Never paste a customer row".
const cases = [
  ["Jane Doe", { forename: "Jane", surname: "Doe" }],
  ["Mickey van der Mouse", { forename: "Mickey", surname: "van der Mouse" }],
  ["O'Test, Testy", { forename: "Testy", surname: "O'Test" }],
  ["Dr. Foo Bar-Baz", { title: "Dr.", forename: "Foo", surname: "Bar-Baz" }],
];

for (const [input, expected] of cases) {
  test(`splitName ${input}`, () => {
    assert.deepEqual(splitName(input), expected);
  });
}

test("maskPhone keeps the last three", () => {
  assert.equal(maskPhone("07700 900000"), "***** ***000");
  assert.equal(maskPhone("020 7946 0000"), "*** **** *000");
});
