import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli';
import { MemoryTerminal } from './testing/memory-terminal';
import { sendJson, StubServer } from './testing/stub-server';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'dw-config-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function cli(args: readonly string[], environment: Record<string, string> = {}) {
  const terminal = new MemoryTerminal();
  const status = await runCli(args, terminal, { DW_SIMULATOR_DATA_ROOT: folder, NO_COLOR: '1', ...environment });
  await new Promise(setImmediate);
  return { status, out: terminal.outText, err: terminal.errText };
}

describe('config show', () => {
  it('tells value and origin of what a server would have, without secrets', async () => {
    const { status, out, err } = await cli(['config', 'show'], { DW_SIMULATOR_METADATA_URL: 'postgres://me:marked@db/x', PORT: '9000' });
    expect([status, err]).toEqual([0, 'No server runs: these are the settings of one that would start here.\n']);
    expect(out).toMatch(/^port +9000 +PORT$/m);
    expect(out).toMatch(new RegExp(`^data_root +${folder} +DW_SIMULATOR_DATA_ROOT$`, 'm'));
    expect(out).toMatch(/^keep_runs +3 +default$/m);
    expect(out).toMatch(/^metadata_url +postgres:\/\/me:\*\*\*@db\/x +DW_SIMULATOR_METADATA_URL$/m);
    const { items } = JSON.parse((await cli(['config', 'show', '--format', 'json'], { PORT: '9000' })).out) as { items: { key: string }[] };
    expect(items.find(({ key }) => key === 'port')).toMatchObject({ value: 9000, source: 'environment', origin: 'PORT', default: '`8000`' });
  });

  it("shows a running server's own", async () => {
    const item = { key: 'port', value: 1, source: 'flag', origin: '--port' };
    const server = new StubServer({ 'GET /configuration': sendJson({ items: [item] }) });
    const url = await server.start();
    expect(JSON.parse((await cli(['config', 'show', '--format', 'json'], { DW_SIMULATOR_URL: url })).out)).toEqual({ server: url, items: [item] });
    await server.stop();
  });
});

describe('config check', () => {
  it('is content with settings that a server takes', async () => {
    expect(await cli(['config', 'check'], { PORT: '9000' })).toMatchObject({ status: 0, out: expect.stringMatching(/^The configuration is valid: 2 of \d+ settings are not at their default\.\n$/) });
  });

  it('lists every fault with its place and exits with 2', async () => {
    const { status, err } = await cli(['config', 'check'], { PORT: 'x', DW_SIMULATOR_STAGING: 'tape' });
    expect(status).toBe(2);
    expect(err).toContain('The configuration has 2 faults.');
    expect(err).toContain('port (PORT) is "x"; allowed: a whole number from 0 to 65535.');
    expect(err).toContain('staging (DW_SIMULATOR_STAGING) is "tape"; allowed: folder, s3.');
  });
});
