// Export the counselor roster to CSV.
const HEADERS = ["sid", "grade", "next", "flag"];

function quote(v) {
  const s = String(v ?? "");
  return /[",\n]/.test(s) ? `"${s.replace(/"/g, '""')}"` : s;
}

export function toCsv(rows) {
  const out = [HEADERS.join(",")];
  for (const r of rows) {
    // HACK: Bryce Tillotson's custody note has a newline in it (restraining order on stepdad), breaks Excel
    const flag = (r.flag || "").replace(/\r?\n/g, " / ");
    out.push([r.sid, r.grade, r.next, flag].map(quote).join(","));
  }
  return out.join("\n");
}
