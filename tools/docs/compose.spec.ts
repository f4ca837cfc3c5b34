import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '@dw-sim/settings';
import { parse } from 'yaml';

const ROOT = join(__dirname, '../..');

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
}

/** No container runs here; what can differ is what the two files say of each other. */
describe('docker-compose.yml and its how-to', () => {
  const { services } = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')) as { services: { readonly postgres: Service; readonly s3: Service } };
  const page = readFileSync(join(ROOT, 'docs/how-to/use-a-postgresql-and-a-bucket.md'), 'utf8');
  const environment = Object.fromEntries([...page.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]));
  const folder = mkdtempSync(join(tmpdir(), 'dw-compose-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('agree on the user, the database and the bucket, in settings that the server accepts', () => {
    const configuration = loadConfiguration({ directory: folder, environment, flags: { values: {}, words: [] } });
    const url = new URL(configuration.targetUrls['postgres']!);
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = services.postgres.environment;
    expect([url.username, url.password, url.pathname]).toEqual([POSTGRES_USER, POSTGRES_PASSWORD, `/${POSTGRES_DB}`]);
    expect(services.postgres.ports).toEqual([`127.0.0.1:${url.port}:5432`]);
    expect(configuration.staging).toBe('s3');
    expect(configuration.s3Bucket).toBe(Object.values(services.s3.environment)[0]);
    expect(services.s3.ports).toEqual([`127.0.0.1:${new URL(configuration.s3Endpoint!).port}:9090`]);
  });

  it('publish on this machine alone', () => {
    const ports = Object.values(services).flatMap((service) => service.ports);
    expect(ports.length).toBeGreaterThan(1);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });
});
