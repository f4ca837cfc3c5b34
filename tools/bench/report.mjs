import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';

/** Prints the figures as a table and writes them, with what the machine is, as JSON. */
export function report({ figures, runs }, file) {
  const result = { at: new Date().toISOString(), node: process.version, cores: cpus().length, memoryGb: Math.round(totalmem() / 1e9), runs, figures };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, wanted, ok, detail } of figures) {
    const details = Object.entries(detail).map(([key, item]) => `${key} ${item}`).join(', ');
    console.log(`${ok ? '✓' : '✗'} ${name.padEnd(width)}  ${String(value).padStart(8)}  ${wanted.padEnd(12)}  ${details}`);
  }
  console.log(`\n${file}`);
}
