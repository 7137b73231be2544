export interface AppointmentRequest {
  firstName: string;
  lastName: string;
  dob: string; // YYYY-MM-DD
  phone: string;
  email?: string;
  insurance: "medica" | "ucare" | "bcbs" | "self";
  okToLeaveMessage: boolean;
}

export const placeholder: AppointmentRequest = {
  firstName: "Jane",
  lastName: "Doe",
  dob: "2000-01-31",
  phone: "218-555-0100",
  email: "jane@example.org",
  insurance: "self",
  okToLeaveMessage: false,
};

export function problems(r: AppointmentRequest): string[] {
  const out: string[] = [];
  if (!r.firstName.trim() || !r.lastName.trim()) out.push("name");
  if (!/^\d{4}-\d\d-\d\d$/.test(r.dob)) out.push("dob");
  if (r.phone.replace(/\D/g, "").length < 10) out.push("phone");
  return out;
}
