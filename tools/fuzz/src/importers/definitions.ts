import { readFileSync } from 'node:fs';
import { textOfBytes, type Fault } from '@dw-sim/contracts';
import { checkDefinition, compilePlan, definitionHash } from '@dw-sim/generation-plan';
import fc from 'fast-check';
import { parseUserDocument, type ParsedDocument } from '../../../../apps/cli/src/document/parse-document';
import { arbitraryDefinition } from '../../../../libs/generation/engine/src/testing/arbitrary-definition';
import { SHOP } from '../corpus';
import { documentFiles } from './file-bytes';
import type { Importer } from './importer';

const MOST_ROWS = 50;
const WAREHOUSES = ['duckdb', 'sqlite'];
/** Definitions with all that a generator of definitions thinks of; changing them is quicker than making others. */
const MADE = 100;
const EXAMPLES = ['examples/library.json', 'libs/api/experiments/src/examples/ecommerce.json', 'tools/conformance/tpch/definition.json'];

/** Definitions of experiments, which scenario files are too, up to the plan of a run. */
export function definitionImporter(root: string): Importer {
  const examples = [SHOP, ...EXAMPLES.map((file) => JSON.parse(readFileSync(`${root}/${file}`, 'utf8')) as unknown)];
  let made: readonly unknown[] | undefined;
  const madeAt = (at: number): unknown => (made ??= fc.sample(arbitraryDefinition, { seed: MADE, numRuns: MADE }))[at];
  return {
    name: 'definition',
    inputs: documentFiles(fc.oneof({ weight: 3, arbitrary: fc.nat(MADE - 1).map(madeAt) }, { weight: 1, arbitrary: fc.constantFrom(...examples) })),
    read: (bytes) => {
      const document = readDocument(bytes);
      const { errors, warnings, model } = checkDefinition(document.value, { warehouses: WAREHOUSES });
      if (model) {
        definitionHash(document.value);
        // Few, since rows that follow from a parent are counted one by one.
        const rows = model.tables.filter(({ isDerived }) => !isDerived).map(({ name, targetRows }) => [name, Math.min(targetRows, MOST_ROWS)] as const);
        compilePlan(model, { seed: 1, clock: '2026-01-01', rows: Object.fromEntries(rows) });
      }
      return [...told(errors, document), ...warnings.map(({ message }) => message)];
    },
  };
}

/** A document as the command line reads it; its name says what it is. */
export function readDocument(bytes: Uint8Array): ParsedDocument {
  const text = textOfBytes(bytes);
  return parseUserDocument({ text, label: text.length % 2 === 0 ? 'shop.yaml' : undefined });
}

/** What faults say. Each is looked for in its document, as it is for the user. */
export function told(faults: readonly Fault[], { positionOf }: ParsedDocument): readonly string[] {
  for (const fault of faults) positionOf(fault);
  return faults.map(({ message }) => message);
}
