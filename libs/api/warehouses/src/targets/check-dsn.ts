import { dsnProtocol, HIDDEN_SECRET, redactDsn } from '@dw-sim/contracts';
import type { FaultList } from '@dw-sim/generation-plan';
import type { ConnectionSpec } from '@dw-sim/warehouse-core';
import { fileFault, filePathOf, type FileRules } from './file-place';
import { hasReference, isReference } from './references';

export type { FileRules };

/** Checks that a DSN fits its kind. What stands for the environment is checked when a connection is opened. */
export function checkDsn(dsn: string, connection: ConnectionSpec, path: string, rules: FileRules, faults: FaultList): void {
  if (isReference(dsn)) return;
  const protocol = dsnProtocol(dsn);
  const example = `such as ${connection.dsnExample}`;
  if (protocol === undefined || !connection.protocols.includes(protocol)) {
    const what = protocol === undefined ? 'dsn is no DSN' : `dsn has the protocol ${protocol}`;
    faults.add(path, 'invalid_dsn', what, { allowed: `${connection.protocols.map((name) => `${name}://`).join(' or ')}, ${example}` });
  } else if (connection.place === 'file') checkFile(dsn, example, path, rules, faults);
  else if (connection.place === 'folder') checkFolder(dsn, connection, path, faults);
  else checkServer(dsn, connection, example, path, faults);
}

function checkFile(dsn: string, example: string, path: string, rules: FileRules, faults: FaultList): void {
  if (hasReference(dsn)) return;
  const file = filePathOf(dsn);
  if (file === undefined) {
    faults.add(path, 'invalid_dsn', 'dsn names no file', { allowed: `three slashes and a path relative to the server's working directory, or four and an absolute one, without parameters, ${example}` });
    return;
  }
  const fault = fileFault(file, rules);
  if (fault) faults.add(path, 'invalid_dsn', fault.message, { allowed: fault.allowed });
}

function checkFolder(dsn: string, { check }: ConnectionSpec, path: string, faults: FaultList): void {
  const fault = hasReference(dsn) ? undefined : check?.(dsn);
  if (fault) faults.add(path, 'invalid_dsn', fault.message, { allowed: fault.allowed });
}

function checkServer(dsn: string, { check }: ConnectionSpec, example: string, path: string, faults: FaultList): void {
  if (dsn.includes(`:${HIDDEN_SECRET}@`) || dsn.includes(`=${HIDDEN_SECRET}`)) {
    faults.add(path, 'hidden_secret', `${HIDDEN_SECRET} stands for a password that is not shown`, { allowed: 'the password, or a reference such as ${NAME}' });
    return;
  }
  const url = withoutReferences(dsn).replace(/^[^:]+/, 'http');
  const userInfo = dsn.slice(dsn.indexOf('//') + 2, Math.max(dsn.lastIndexOf('@'), dsn.indexOf('//') + 2));
  if (/[@/?#]/.test(userInfo) || !URL.canParse(url)) {
    faults.add(path, 'invalid_dsn', `dsn (${redactDsn(dsn)}) is no valid URL`, { allowed: `a DSN ${example}, where @ / ? # % in a password are escaped (%40), or \${NAME} stands for it` });
    return;
  }
  const fault = check?.(dsn);
  if (fault) faults.add(path, 'invalid_dsn', fault.message, { allowed: fault.allowed });
}

/** The DSN with something harmless in place of references, which are no valid characters of a URL everywhere. */
function withoutReferences(dsn: string): string {
  return dsn.replace(/:\$\{[A-Za-z_]\w*\}(?=[/?]|$)/, ':1').replace(/\$\{[A-Za-z_]\w*\}/g, 'x');
}
