import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiKeyList, ServerInfo } from '@dw-sim/contracts';
import { CommandLine, SHOP, stop } from './command-line';

jest.setTimeout(300_000);

describe('a server that other machines reach', () => {
  const line = new CommandLine();
  afterAll(() => line.remove());

  it('prints a first key, needs one of strangers, and none of its own user', async () => {
    const server = await line.serve('--host', '0.0.0.0');
    try {
      const first = /API key with all rights, shown this once: (dws_\S+)/.exec(server.printed)?.[1];
      expect(first).toBeDefined();
      const info = JSON.parse(readFileSync(join(line.dataRoot, 'server.json'), 'utf8')) as ServerInfo;
      expect(statSync(join(line.dataRoot, 'server.json')).mode & 0o077).toBe(0);

      line.write('shop.yml', SHOP);
      await line.expectOk('experiment', 'create', 'shop.yml');
      expect(await line.expectOk('experiment', 'generate', 'shop')).toContain('250');
      const reader = (await line.expectOk('key', 'create', 'reports')).trim();

      const stranger = (...args: string[]) => line.run('--url', info.url, ...args);
      expect(await stranger('experiment', 'list')).toMatchObject({ status: 5, err: expect.stringContaining('This server needs an API key.') });
      expect(await stranger('--api-key', reader, 'experiment', 'list')).toMatchObject({ status: 0, out: expect.stringContaining('shop') });
      expect(await stranger('--api-key', reader, 'experiment', 'generate', 'shop')).toMatchObject({ status: 5, err: expect.stringContaining('"reports" has read') });
      expect(await stranger('--api-key', first!, 'experiment', 'reset', 'shop')).toMatchObject({ status: 0 });

      const { items } = JSON.parse(await line.expectOk('key', 'list', '--format', 'json')) as ApiKeyList;
      expect(items.map(({ name, scope }) => `${name} ${scope}`).sort()).toEqual(['first key admin', 'reports read']);
      await line.expectOk('key', 'revoke', items.find(({ name }) => name === 'reports')!.id);
      expect(await stranger('--api-key', reader, 'experiment', 'list')).toMatchObject({ status: 5, err: expect.stringContaining('unknown, expired or revoked') });
    } finally {
      await stop(server);
    }
    const again = await line.serve('--host', '0.0.0.0');
    expect(again.printed).not.toContain('dws_');
    await stop(again);
  });
});
