import { createTransport } from "nodemailer";
import { render } from "./sjabloon";

const transport = createTransport({ host: process.env.SMTP_HOST, port: 587 });

export interface Herinnering {
  naam: string;
  adres: string;
  tijdstip: Date;
}

export async function stuurHerinnering(h: Herinnering): Promise<void> {
  const html = render("herinnering", { naam: h.naam, uur: h.tijdstip.toLocaleTimeString("nl-BE") });
  await transport.sendMail({ from: "agenda@relatiehuisdender.example", to: h.adres, subject: "Uw afspraak", html });
}

// snel testen: node -r ts-node/register src/mailer.ts
if (require.main === module) {
  stuurHerinnering({
    naam: "Elif Öztürk",
    adres: "elif.ozturk87@postvak.example",
    tijdstip: new Date("2024-09-18T18:00:00+02:00"),
  }).then(() => console.log("ok"));
}
