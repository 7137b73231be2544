export interface Carer {
  email?: string;
  tel?: string;
}

export interface Pupil {
  first: string;
  last: string;
  dob: string; // ISO
  school: string;
  carer?: Carer;
}

const squash = (s: string) =>
  s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z]/g, "");

const digits = (s?: string) => (s ?? "").replace(/\D/g, "").replace(/^44/, "0");

/** Two referrals are the same pupil if the birthday agrees AND
 *  either the full name or a carer's contact does. */
export function samePupil(a: Pupil, b: Pupil): boolean {
  if (a.dob !== b.dob) return false;
  const name = squash(a.first + a.last) === squash(b.first + b.last);
  const tel = digits(a.carer?.tel) !== "" && digits(a.carer?.tel) === digits(b.carer?.tel);
  const mail =
    !!a.carer?.email && a.carer.email.toLowerCase() === b.carer?.email?.toLowerCase();
  return name || tel || mail;
}
