import nodemailer from "nodemailer";
import { parseAanmelding } from "../src/lib/aanmelding";

const NAAR = process.env.AANMELDEN_NAAR ?? "hanneke@tussentwee.example";

export default async function handler(req: Request): Promise<Response> {
  if (req.method !== "POST") return new Response("nee", { status: 405 });

  const r = parseAanmelding(Object.fromEntries(await req.formData()));
  if (!r.ok) return Response.json({ fout: r.fout }, { status: 422 });

  const post = nodemailer.createTransport(process.env.SMTP_URL);
  await post.sendMail({
    from: "formulier@tussentwee.example",
    to: NAAR,
    replyTo: r.value.email,
    subject: "Nieuwe aanmelding",
    text: `Naam: ${r.value.naam}\nPartner: ${r.value.partner}\nTel: ${r.value.tel}\n\n${r.value.bericht}`,
  });
  // Alleen tijd en uitslag, nooit de inhoud.
  console.info(new Date().toISOString(), "aanmelding doorgestuurd");
  return Response.redirect(new URL("/bedankt/", req.url), 303);
}
