import { OTHER_VARIABLES, SETTINGS, type Setting } from '@dw-sim/settings';

/** docs/settings.md, out of the table of settings. */
export function settingsPage(): string {
  const rows = Object.values<Setting<unknown>>(SETTINGS).map(row);
  const others = Object.entries(OTHER_VARIABLES).map(([name, description]) => `| \`${name}\` | ${description} |`);
  return `# Settings

From the weakest to the strongest: defaults, \`config/default.yml\` in the folder that the server runs in, \`config/default.yml\` in the
data root, \`.env.local\` beside \`config\`, environment, flags. A setting has one name in all of them:

| | |
|---|---|
| \`config/default.yml\` | \`query_timeout_ms: 30000\` |
| \`.env.local\`, environment | \`DW_SIMULATOR_QUERY_TIMEOUT_MS=30000\`; an empty variable counts as not set |
| flag | \`npm start -- --query-timeout-ms 30000\` |

All faults are told at once before the server starts, each with its file and line or its variable, the value and what is allowed. An
unknown key, flag or variable that begins with \`DW_SIMULATOR_\` is a fault. Relative paths start at the folder of \`config\`, those of a
command at the folder that it runs in.

\`\`\`sh
npx dw-sim config show            # every setting with its value and where it comes from; secrets as ***
npx dw-sim config check           # the faults, without starting anything
\`\`\`

| key | default | | allowed |
|---|---|---|---|
${rows.join('\n')}
| \`<kind>_url\` | | DSN that makes a target of that kind and name: \`DW_SIMULATOR_POSTGRES_URL=postgres://user:password@host:port/database\`, \`DW_SIMULATOR_REDSHIFT_URL\` (a real one, or a PostgreSQL that stands in for it). No flag. | a DSN |

Other variables:

| | |
|---|---|
${others.join('\n')}

The data root holds \`metadata.sqlite\`, \`generated/\` (Parquet files), \`warehouse/<target>/\`, \`secret.key\` once a password is stored, and
while a server runs \`server.json\` and a lock.
`;
}

function row({ key, defaultWords, description, type, environment, secret }: Setting<unknown>): string {
  const alias = environment[1] === undefined ? '' : `, variable \`${environment[1]}\``;
  const noFlag = secret ? ' No flag: other users of the machine would see it.' : '';
  return `| \`${key}\`${alias} | ${defaultWords} | ${description}${noFlag} | ${type.allowed} |`;
}
