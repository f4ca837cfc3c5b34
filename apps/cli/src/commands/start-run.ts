import { existsSync } from 'node:fs';
import type { StartRunRequest, TableMode } from '@dw-sim/contracts';
import { parseUserDocument } from '../document/parse-document';
import { readUserText } from '../document/read-text';
import { requestedTarget, type TargetOptions } from '../document/requested-target';
import { attendRun } from '../run/attend-run';
import type { CliContext } from '../cli-context';

interface StartOptions extends TargetOptions {
  readonly rowsOverride: Readonly<Record<string, number>>;
  readonly seed?: number;
  readonly clock?: string;
  readonly mode?: TableMode;
  readonly queue?: boolean;
  readonly wait: boolean;
  readonly detach?: boolean;
}

/** `dw-sim run start` */
export async function startRun(context: CliContext, scenario: string, options: StartOptions): Promise<void> {
  const target = requestedTarget(options, process.cwd());
  const { rowsOverride: rows, seed, clock, mode, queue } = options;
  const request: StartRunRequest = {
    ...(await scenarioOf(context, scenario)),
    ...(Object.keys(rows).length > 0 && { rows }), ...(seed !== undefined && { seed }), ...(clock !== undefined && { clock }),
    ...(mode && { mode }), ...(queue && { queue }), ...(target !== undefined && { target }),
  };
  const api = await context.api();
  await attendRun(context, api, await api.startRun(request), options.detach === true || !options.wait);
}

/** What looks like a file is one; anything else is a name, unless there is such a file. */
async function scenarioOf(context: CliContext, scenario: string): Promise<Pick<StartRunRequest, 'scenario' | 'scenario_id'>> {
  const isFile = scenario === '-' || /[/\\]|\.(?:ya?ml|json)$/i.test(scenario) || (!/^\w+$/.test(scenario) && existsSync(scenario));
  if (!isFile) return { scenario_id: scenario };
  const document = parseUserDocument(await readUserText(scenario, context.terminal.input));
  context.source = document;
  return { scenario: document.value };
}
