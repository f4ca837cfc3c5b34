import type { GeneratorKind } from './generator-kind';
import { after } from './kinds/after';
import { beta } from './kinds/beta';
import { boolean } from './kinds/boolean';
import { choice } from './kinds/choice';
import { code } from './kinds/code';
import { constant } from './kinds/constant';
import { exponential } from './kinds/exponential';
import { expression } from './kinds/expression';
import { faker } from './kinds/faker';
import { foreignKey } from './kinds/foreign-key';
import { normal } from './kinds/normal';
import { pattern } from './kinds/pattern';
import { sequence } from './kinds/sequence';
import { template } from './kinds/template';
import { timeRange } from './kinds/time-range';
import { uniformFloat } from './kinds/uniform-float';
import { uniformInt } from './kinds/uniform-int';

/** Every generator of the catalogue. A new one is a file in `kinds/` and a line here. */
export const GENERATOR_KINDS: readonly GeneratorKind[] = [
  after,
  beta,
  boolean,
  choice,
  code,
  constant,
  exponential,
  expression,
  faker,
  foreignKey,
  normal,
  pattern,
  sequence,
  template,
  timeRange,
  uniformFloat,
  uniformInt,
] as readonly GeneratorKind[];

const BY_KIND = new Map(GENERATOR_KINDS.map((generator) => [generator.kind, generator]));

/** The generator of a name; undefined where there is none. */
export function generatorKind(kind: string): GeneratorKind | undefined {
  return BY_KIND.get(kind);
}
