const PHONE = /^\+1\d{10}$/;
const ZIP = /^\d{5}(-\d{4})?$/;

export type Problem = { field: string; message: string };

export function validateProfile(p: Record<string, string>): Problem[] {
  const out: Problem[] = [];
  if (!p.first?.trim()) out.push({ field: "first", message: "First name is required" });
  if (!p.last?.trim()) out.push({ field: "last", message: "Last name is required" });
  if (p.cell && !PHONE.test(p.cell)) {
    out.push({ field: "cell", message: "Use ten digits, like 218-555-0100" });
  }
  if (p.zip && !ZIP.test(p.zip)) {
    out.push({ field: "zip", message: "Zip code looks wrong" });
  }
  const dob = new Date(p.dob);
  if (Number.isNaN(dob.getTime()) || dob > new Date()) {
    out.push({ field: "dob", message: "Birth date must be in the past" });
  }
  return out;
}
