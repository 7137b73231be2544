import { test } from "node:test";
import assert from "node:assert/strict";
import { leesDatum, toonDatum } from "../src/lib/datum.js";

test("leest Nederlandse notatie", () => {
  assert.deepEqual(leesDatum("29-02-2024"), { d: 29, m: 2, j: 2024 });
  assert.deepEqual(leesDatum("1-1-1970"), { d: 1, m: 1, j: 1970 });
});

test("weigert dagen die niet bestaan", () => {
  for (const fout of ["31-04-2023", "29-02-2023", "00-12-1999", "12-13-2020"]) {
    assert.equal(leesDatum(fout), null, fout);
  }
});

test("schrijft voluit", () => {
  assert.equal(toonDatum({ d: 5, m: 12, j: 2025 }), "vrijdag 5 december 2025");
});
