import type { GeneratorKind } from './generator-kind';
import { after } from './kinds/after';
import { beta } from './kinds/beta';
import { binomial } from './kinds/binomial';
import { boolean } from './kinds/boolean';
import { businessHours } from './kinds/business-hours';
import { choice } from './kinds/choice';
import { code } from './kinds/code';
import { constant } from './kinds/constant';
import { datetimeSeries } from './kinds/datetime-series';
import { exponential } from './kinds/exponential';
import { expression } from './kinds/expression';
import { faker } from './kinds/faker';
import { foreignKey } from './kinds/foreign-key';
import { gamma } from './kinds/gamma';
import { histogram } from './kinds/histogram';
import { json } from './kinds/json';
import { lognormal } from './kinds/lognormal';
import { lookup } from './kinds/lookup';
import { markov } from './kinds/markov';
import { mixture } from './kinds/mixture';
import { normal } from './kinds/normal';
import { pareto } from './kinds/pareto';
import { pattern } from './kinds/pattern';
import { poisson } from './kinds/poisson';
import { position } from './kinds/position';
import { sequence } from './kinds/sequence';
import { template } from './kinds/template';
import { timeOfDay } from './kinds/time-of-day';
import { timeRange } from './kinds/time-range';
import { timeSeries } from './kinds/time-series';
import { trend } from './kinds/trend';
import { triangular } from './kinds/triangular';
import { uniformFloat } from './kinds/uniform-float';
import { uniformInt } from './kinds/uniform-int';
import { uuid4 } from './kinds/uuid4';
import { weibull } from './kinds/weibull';
import { zipf } from './kinds/zipf';

/** Every generator of the catalogue. A new one is a file in `kinds/` and a line here. */
export const GENERATOR_KINDS: readonly GeneratorKind[] = [
  after,
  beta,
  binomial,
  boolean,
  businessHours,
  choice,
  code,
  constant,
  datetimeSeries,
  exponential,
  expression,
  faker,
  foreignKey,
  gamma,
  histogram,
  json(generatorKind),
  lognormal,
  lookup,
  markov,
  mixture,
  normal,
  pareto,
  pattern,
  poisson,
  position,
  sequence,
  template,
  timeOfDay,
  timeRange,
  timeSeries,
  trend,
  triangular,
  uniformFloat,
  uniformInt,
  uuid4,
  weibull,
  zipf,
] as readonly GeneratorKind[];

const BY_KIND = new Map(GENERATOR_KINDS.map((generator) => [generator.kind, generator]));

/** The generator of a name; undefined where there is none. */
export function generatorKind(kind: string): GeneratorKind | undefined {
  return BY_KIND.get(kind);
}
