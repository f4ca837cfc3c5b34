import { resolve } from 'node:path';
import { AppError, type RequestedTarget, type TargetOptionValue, entryOf } from '@dw-sim/contracts';

/** Options of commands that start runs. */
export interface TargetOptions {
  readonly target?: string;
  readonly targetKind?: string;
  readonly targetOption?: Readonly<Record<string, TargetOptionValue>>;
}

/** Kinds whose DSNs have a protocol of another name. */
const KIND_OF_PROTOCOL: Readonly<Record<string, string>> = { postgresql: 'postgres' };

/**
 * The target that the options name: an id, or a DSN, whose kind follows from its protocol where it is not given. The path of a
 * file is relative to the folder that the command runs in.
 * @throws AppError `invalid_request` where the kind of a DSN is not known, or there is a kind or an option without a DSN
 */
export function requestedTarget({ target, targetKind, targetOption: options = {} }: TargetOptions, workingDirectory: string): RequestedTarget | undefined {
  const hasOptions = Object.keys(options).length > 0;
  if (target === undefined) {
    if (hasOptions) throw new AppError('invalid_request', '--target-option is given without --target; allowed: both, or --target alone.');
    if (targetKind === undefined) return undefined;
    throw new AppError('invalid_request', '--target-kind is given without --target; allowed: both, or --target alone.');
  }
  const protocol = /^([A-Za-z][A-Za-z0-9.-]*)(?:\+[A-Za-z0-9.-]+)?:\/\//.exec(target)?.[1]?.toLowerCase();
  const isDsn = protocol !== undefined || /^(?:env:|\$\{)/.test(target);
  if (!isDsn && targetKind === undefined) {
    if (hasOptions) throw new AppError('invalid_request', `--target-option belongs to a DSN, and --target names the target "${target}", which has its own options.`);
    return target;
  }
  const kind = targetKind ?? (protocol && (entryOf(KIND_OF_PROTOCOL, protocol) ?? protocol));
  if (kind === undefined) throw new AppError('invalid_request', 'The kind of this target is not known; name it with --target-kind KIND.');
  return { kind, dsn: absolute(target, workingDirectory), ...(hasOptions && { options }) };
}

function absolute(dsn: string, workingDirectory: string): string {
  return dsn.replace(/^((?:sqlite|duckdb)(?:\+\w+)?:\/\/\/)([^/?#:$][^?#:$]*)$/i, (_text, head: string, path: string) => `${head}${resolve(workingDirectory, path)}`);
}
