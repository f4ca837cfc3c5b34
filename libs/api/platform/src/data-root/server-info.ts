import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerInfo } from '@dw-sim/contracts';
import type { DataRoot } from './data-root';

/** Reads which server holds a data root; undefined where none has said so, or the file is not readable as such. */
export function readServerInfo(root: DataRoot): ServerInfo | undefined {
  try {
    return JSON.parse(readFileSync(root.serverInfoFile, 'utf8')) as ServerInfo;
  } catch {
    // ENOENT: nobody listens. SyntaxError: not written by us.
    return undefined;
  }
}

/** Says in the data root who serves it. Written aside and renamed, so that no reader meets half a file. */
export function writeServerInfo(root: DataRoot, info: ServerInfo): void {
  const temporary = `${root.serverInfoFile}.${process.pid}`;
  // It may hold a key: for its owner alone.
  writeFileSync(temporary, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, root.serverInfoFile);
}

/** Takes the statement back; nothing happens where there is none. */
export function removeServerInfo(root: DataRoot): void {
  rmSync(root.serverInfoFile, { force: true });
}

/** Puts away the statement of a server that was killed: nobody serves. What it has left is to be put in order, also where this server is killed before it is. */
export function beginRecovery(root: DataRoot): void {
  if (existsSync(root.serverInfoFile)) renameSync(root.serverInfoFile, root.recoveryFile);
}

/** Everything is in order; called once the new server's own statement is written. */
export function endRecovery(root: DataRoot): void {
  rmSync(root.recoveryFile, { force: true });
}
