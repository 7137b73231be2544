/** Contact form. Posts to the mail relay; nothing is kept on the server. */
type Enquiry = { name: string; reply: string; message: string };

const MAX = 1500;
const PHONE = /^(?:0|\+44)\d{9,10}$/;

export function validate(e: Enquiry): string[] {
  const problems: string[] = [];
  if (!e.name.trim()) problems.push("Please tell me what to call you. A first name is fine.");
  const reply = e.reply.replace(/\s+/g, "");
  if (!reply.includes("@") && !PHONE.test(reply)) {
    problems.push("I need an email address or a phone number, like 07700 900000.");
  }
  if (e.message.length > MAX) problems.push(`Please keep it under ${MAX} characters. We can talk properly when we meet.`);
  return problems;
}

export async function send(e: Enquiry, fetcher = fetch): Promise<boolean> {
  const r = await fetcher("/api/contact", { method: "POST", body: JSON.stringify(e) });
  return r.ok;
}
