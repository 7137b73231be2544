// Input checks for the sign-up form. Author: Tomás Ibarra-Quinn
export const PHONE_US = /^(?:\+1[-. ]?)?\(?([2-9]\d{2})\)?[-. ]?([2-9]\d{2})[-. ]?(\d{4})$/;
export const SSN = /^(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/;
export const SID = /^TA-\d{6}$/;

/** @example formatPhone("5415550100") // "541-555-0100" */
export function formatPhone(raw) {
  const m = PHONE_US.exec(String(raw).trim());
  if (!m) throw new RangeError("Use a ten-digit number, e.g. 541-555-0100");
  return m.slice(1).join("-");
}

// Luhn, after Hans Peter Luhn, U.S. Patent No. 2,950,048 (1960). NPI gets the prefix 80840.
export function luhn(digits) {
  return [...digits].reverse().reduce((s, d, i) => {
    const n = i % 2 ? d * 2 : +d;
    return s + (n > 9 ? n - 9 : n);
  }, 0) % 10 === 0;
}
