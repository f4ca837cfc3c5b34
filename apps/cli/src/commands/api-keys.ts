import type { ApiKeySummary, CreateApiKeyRequest } from '@dw-sim/contracts';
import type { CliContext } from '../cli-context';
import { formatTable } from '../output/table';
import { visible } from '../output/visible-text';

const COLUMNS = [{ title: 'ID' }, { title: 'NAME' }, { title: 'SCOPE' }, { title: 'STATUS' }, { title: 'CREATED' }, { title: 'EXPIRES' }, { title: 'LAST USED' }] as const;

/** `dw-sim key create`: the key alone on standard output, for scripts. */
export async function createKey(context: CliContext, request: CreateApiKeyRequest): Promise<void> {
  const created = await (await context.api()).createKey(request);
  const { terminal } = context;
  if (context.json) return terminal.printJson(created);
  terminal.note(`Key "${visible(created.name)}" (${created.id}) of scope ${created.scope}. It is shown this once:`);
  terminal.print(created.key);
}

/** `dw-sim key list` */
export async function listKeys(context: CliContext): Promise<void> {
  const list = await (await context.api()).listKeys();
  const { terminal } = context;
  if (context.json) return terminal.printJson(list);
  if (list.items.length === 0) return terminal.note('There are no keys. "dw-sim key create NAME" makes one.');
  terminal.print(formatTable(COLUMNS, list.items.map(cells), terminal.outColors.bold));
}

/** `dw-sim key revoke` */
export async function revokeKey(context: CliContext, id: string): Promise<void> {
  const revoked = await (await context.api()).revokeKey(id);
  if (context.json) context.terminal.printJson(revoked);
  else context.terminal.print(`Revoked key "${visible(revoked.name)}" (${revoked.id}).`);
}

function cells({ id, name, scope, status, created_at, expires_at, last_used_at }: ApiKeySummary): readonly string[] {
  return [id, visible(name), scope, status, minute(created_at), minute(expires_at), minute(last_used_at)];
}

/** `2026-01-01 09:00` */
function minute(time: string | null): string {
  return time === null ? '-' : time.slice(0, 16).replace('T', ' ');
}
