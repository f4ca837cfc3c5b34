import { isReservedWord, NAME_PATTERN, unreservedName } from '@dw-sim/contracts';
import { type FaultList, shown } from './fault-list';

const NAME_RULE = 'letters, digits and underscores, not starting with a digit, at most 63 characters';

/** Checks the name of an experiment: as any other, and so that `<experiment>__<table>` splits in one way only. */
export function checkExperimentName(name: string, path: string, faults: FaultList): void {
  if (!checkName(name, path, 'experiment', faults)) return;
  if (name.includes('__') || name.endsWith('_')) {
    faults.add(path, 'invalid_name', `${shown(name)} can't name an experiment`, { value: name, allowed: 'no "__" inside and no "_" at the end, which separate experiment and table in the warehouse' });
  }
}

/** Checks a name; false where it is none. */
export function checkName(name: string, path: string, what: string, faults: FaultList): boolean {
  if (!NAME_PATTERN.test(name)) {
    faults.add(path, 'invalid_name', `${shown(name)} can't name ${article(what)}`, { value: name, allowed: NAME_RULE });
    return false;
  }
  if (isReservedWord(name)) {
    faults.add(path, 'reserved_word', `${shown(name)} is a reserved word of SQL, so every query would have to quote it`, { value: name, allowed: `another name, such as "${unreservedName(name, what === 'column')}"` });
    return false;
  }
  return true;
}

/** Adds a fault for every name that stands before already, in whatever case: warehouses fold case. */
export function checkDuplicates(names: readonly (string | undefined)[], pathOf: (index: number) => string, what: string, faults: FaultList): void {
  const first = new Map<string, number>();
  names.forEach((name, index) => {
    if (name === undefined) return;
    const folded = name.toLowerCase();
    const earlier = first.get(folded);
    if (earlier === undefined) first.set(folded, index);
    else faults.add(pathOf(index), 'duplicate_name', `${shown(name)} names two ${what}s (the other is ${pathOf(earlier)}; case makes no difference)`, { value: name, allowed: 'different names' });
  });
}

function article(what: string): string {
  return /^[aeiou]/.test(what) ? `an ${what}` : `a ${what}`;
}
