/**
 * Reads the lab's nightly result file and hands it to the chart service.
 * Never log a result or a name from here; the collector's initials are fine.
 */
import { readFileSync } from "node:fs";

export interface Result {
  accession: string;
  collectedAt: Date;
  collector: string;
  panel: Record<string, "neg" | "pos" | "invalid">;
}

const ORDER = ["amp", "bar", "bzo", "coc", "fen", "met", "opi", "thc"] as const;

export function parseLine(line: string): Result {
  const [accession, when, collector, ...codes] = line.split("|");
  if (codes.length !== ORDER.length) {
    throw new Error(`expected ${ORDER.length} panel codes, got ${codes.length}`);
  }
  const panel: Result["panel"] = {};
  ORDER.forEach((drug, i) => {
    panel[drug] = codes[i] === "1" ? "pos" : codes[i] === "0" ? "neg" : "invalid";
  });
  return { accession, collectedAt: new Date(when), collector, panel };
}

export function parseFile(path: string): Result[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((l) => l && !l.startsWith("#"))
    .map(parseLine);
}

// example from the lab's spec: A0000001|2020-01-01T00:00:00|XX|0|0|0|0|0|0|0|0
