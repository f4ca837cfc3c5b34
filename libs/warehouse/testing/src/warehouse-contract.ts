import type { ContractSubject } from './contract-subject';
import { describeDurability } from './durability-contract';
import { describeExports } from './export-contract';
import { describeLoads } from './load-contract';
import { describeQueries } from './query-contract';
import { describeStatements } from './statements-contract';
import { describeSandbox } from './sandbox-contract';
import { describeTables } from './tables-contract';
import { describeTypes } from './types-contract';

/** Spawning processes and loading millions of rows takes a while on a busy machine. */
const TIMEOUT_MS = 60_000;

/** The suite that every engine passes, on its real self: what an engine lacks is asserted as lacking. */
export function describeWarehouseContract(subject: ContractSubject): void {
  describe(`${subject.name} warehouse`, () => {
    jest.setTimeout(TIMEOUT_MS);
    describeTables(subject);
    describeTypes(subject);
    describeLoads(subject);
    describeQueries(subject);
    describeExports(subject);
    describeStatements(subject);
    describeSandbox(subject);
    describeDurability(subject);
  });
}
