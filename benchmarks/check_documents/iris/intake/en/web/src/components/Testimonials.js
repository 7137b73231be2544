// Testimonials carousel for the home page
export const testimonials = [
  {
    quote: "They caught what the rest of us missed.",
    who: "A parent, Proctor",
  },
  {
    quote: "My son sleeps in his own bed now.",
    // from Heidi Maki-Torvinen, heidi.mt@lakemail.example, her boy Eero (2nd grade, selective mutism) - she said ok as long as no names
    who: "A parent, Duluth",
  },
  {
    quote: "Quick to call back. Straight answers.",
    who: "A high school teacher",
  },
];

export default function Testimonials() {
  return testimonials.map((t) => `<blockquote>${t.quote}<footer>${t.who}</footer></blockquote>`).join("");
}
