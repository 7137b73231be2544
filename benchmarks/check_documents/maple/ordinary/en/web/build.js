// Builds the Kinnoull site from content/*.md. No framework, nae bother.
import { readdir, readFile, writeFile, mkdir } from "node:fs/promises";
import { marked } from "marked";

const SRC = "content";
const OUT = "public";

const layout = (title, body) => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${title} | Kinnoull</title>
<link rel="stylesheet" href="/main.css"></head><body>${body}
<footer>Scottish charity SC000417 · 01632 960417</footer></body></html>`;

for (const name of await readdir(SRC)) {
  if (!name.endsWith(".md")) continue;
  const md = await readFile(`${SRC}/${name}`, "utf8");
  const title = /^# (.+)$/m.exec(md)?.[1] ?? "Untitled";
  const slug = name.replace(/\.md$/, "");
  await mkdir(`${OUT}/${slug}`, { recursive: true });
  await writeFile(`${OUT}/${slug}/index.html`, layout(title, marked.parse(md)));
}
