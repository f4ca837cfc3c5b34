import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Lints a file that does not exist, as if it held one import; ESLint runs in a process of its own, without Jest. */
function messagesOf(filePath: string, source: string): string[] {
  const script = `
    import { ESLint } from 'eslint';
    const [result] = await new ESLint({ cwd: process.cwd() }).lintText(process.argv[2], { filePath: process.argv[1] });
    console.log(JSON.stringify(result.messages.map(({ ruleId, message }) => ruleId + ': ' + message)));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, filePath, source], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' } });
  return JSON.parse(output.slice(output.indexOf('['))) as string[];
}

beforeAll(() => {
  // The rule about layers reads the project graph from Nx's cache.
  execFileSync('npx', ['nx', 'show', 'projects'], { cwd: ROOT, env: { ...process.env, NX_DAEMON: 'false' } });
}, 120_000);

describe('a forbidden import is an error', () => {
  it.each([
    ['contracts import nothing', 'libs/contracts/src/planted.ts', '@dw-sim/sql'],
    ['generation knows no warehouse', 'libs/generation/engine/src/planted.ts', '@dw-sim/warehouse-core'],
    ['generators know no plan', 'libs/generation/generators/src/planted.ts', '@dw-sim/generation-plan'],
    ['an engine never imports another', 'libs/warehouse/sqlite/src/planted.ts', '@dw-sim/warehouse-duckdb'],
    ['the interface of engines knows none of them', 'libs/warehouse/core/src/planted.ts', '@dw-sim/warehouse-duckdb'],
    ['API modules name no engine', 'libs/api/loader/src/planted.ts', '@dw-sim/warehouse-duckdb'],
    ['runs know no experiments', 'libs/api/runs/src/planted.ts', '@dw-sim/api-experiments'],
    ['the query module does not generate', 'libs/api/query/src/planted.ts', '@dw-sim/generation-engine'],
    ['the CLI is a client', 'apps/cli/src/planted.ts', '@dw-sim/api-platform'],
    ['the dashboard knows the contracts alone', 'libs/dashboard/data-access/src/planted.ts', '@dw-sim/generation-plan'],
  ])('%s', (_rule, file, imported) => {
    const messages = messagesOf(file, `import '${imported}';\n`);
    expect(messages.join('\n')).toContain('@nx/enforce-module-boundaries');
  });
});

describe('an allowed import is none', () => {
  it.each([
    ['libs/generation/plan/src/planted.ts', '@dw-sim/generation-generators'],
    ['libs/warehouse/duckdb/src/planted.ts', '@dw-sim/warehouse-core'],
    ['libs/api/generator/src/planted.ts', '@dw-sim/generation-engine'],
    ['apps/api/src/planted.ts', '@dw-sim/warehouse-duckdb'],
  ])('%s', (file, imported) => {
    expect(messagesOf(file, `import '${imported}';\n`).join('\n')).not.toContain('@nx/enforce-module-boundaries');
  });
});
