import contact from "../../content/contact.json";

export interface FooterProps {
  jaar?: number;
}

const links = [
  { href: "/privacy/", tekst: "Privacy" },
  { href: "/klachten/", tekst: "Klachten" },
  { href: "/tarieven/", tekst: "Tarieven" },
];

export function footer({ jaar = new Date().getFullYear() }: FooterProps = {}): string {
  const nav = links.map((l) => `<a href="${l.href}">${l.tekst}</a>`).join(" · ");
  const { straat, postcode, plaats } = contact.adres;
  return `
    <footer>
      <p>${contact.praktijk}, ${straat}, ${postcode} ${plaats}</p>
      <p><a href="tel:${contact.telefoon.replace(/\D/g, "")}">${contact.telefoon}</a></p>
      <nav>${nav}</nav>
      <small>© 2016–${jaar} ${contact.naam}. Gebouwd door Jeroen Vroegop-Tacke.</small>
    </footer>`;
}
