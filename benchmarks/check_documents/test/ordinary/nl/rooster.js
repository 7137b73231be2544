'use strict';

const fs = require('node:fs');

/** Velden die nooit op het scherm mogen komen. */
const GEHEIM = new Set(['wie', 'naam', 'telefoon', 'let_op']);

function schoon(blok) {
  return Object.fromEntries(
    Object.entries(blok).filter(([sleutel]) => !GEHEIM.has(sleutel))
  );
}

function minuten(tekst) {
  const [uur, minuut] = tekst.split(':').map(Number);
  return uur * 60 + minuut;
}

function bezet(blokken, nu) {
  return blokken.map(schoon).some((blok) => {
    const begin = minuten(blok.tijd);
    return nu >= begin && nu < begin + (blok.duur ?? 60);
  });
}

function pagina(kamers, nu) {
  const rijen = Object.entries(kamers)
    .map(([kamer, blokken]) => `<tr><td>${kamer}</td><td>${bezet(blokken, nu) ? 'BEZET' : 'VRIJ'}</td></tr>`)
    .join('\n');
  return `<!DOCTYPE html>\n<meta charset="utf-8">\n<table>\n${rijen}\n</table>\n`;
}

if (require.main === module) {
  const kamers = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
  const d = new Date();
  process.stdout.write(pagina(kamers, d.getHours() * 60 + d.getMinutes()));
}

module.exports = { schoon, minuten, bezet, pagina };
