import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { FolderStore, S3Store } from '@dw-sim/staging';
import { measure } from './scenario';

/** Arguments: `staging` or `plain`, folder of the files, folder of the data root. The server is at BENCH_S3_URL. */
const [side, staged = '', directory = ''] = process.argv.slice(2);
const endpoint = process.env['BENCH_S3_URL'] ?? '';
const folder = resolve(staged, 'nine');
const names = readdirSync(folder).sort();
const AT_ONCE = 4;

/** A run through the store: upload, checksums, manifest, local cache. */
async function stage(): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  const store = new S3Store({ bucket: 'bench', prefix: '', endpoint, region: null, forcePathStyle: true }, new FolderStore(resolve(directory)));
  const staging = await store.begin({ experiment: 'bench', runId: 1 });
  mkdirSync(join(staging.directory, 'nine'), { recursive: true });
  // Links: a copy would still be on its way to the disk while the server writes.
  for (const name of names) linkSync(join(folder, name), join(staging.directory, 'nine', name));
  const description = { product_version: '', seed: 0, clock: '', schema_hash: '', generators: {}, tables: [{ table: 'nine', columns: [] }] };
  await measure(async () => {
    for (const name of names) staging.add({ table: 'nine', path: join(staging.directory, 'nine', name), rows: 0 });
    const { manifest } = await staging.commit(description, async () => undefined);
    return { bytes: manifest.tables[0]?.bytes ?? 0 };
  });
  await store.removeRun({ experiment: 'bench', runId: 1 });
  await store.close();
}

/** The same bytes through the SDK alone, each file in one request. */
async function upload(): Promise<void> {
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' });
  await measure(async () => {
    const waiting = [...names];
    const put = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        await client.send(new PutObjectCommand({ Bucket: 'bench', Key: `plain/${name}`, Body: readFileSync(join(folder, name)) }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, put));
  });
  client.destroy();
}

void (side === 'plain' ? upload() : stage());
