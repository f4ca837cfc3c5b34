import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { below } from '../bench.mjs';

/** What a browser loads before it can show the first page: the document, and the scripts and styles that it names. */
export default function dashboard(bench) {
  const folder = 'dist/apps/dashboard/browser';
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const names = new Set(['index.html', ...[...page.matchAll(/(?:src|href)="([^":]+\.(?:js|css|svg))"/g)].map(([, name]) => name)]);
  const bytes = [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
  bench.figure('dashboard: first load in kB gzip', Math.round(bytes / 1000), below(500), { files: names.size });
}
