import { hash32, makeWeightedChoice, makeWeightedPosition, TWO_POW_MINUS_32 } from '@dw-sim/generation-rng';
import { BOUNDS_PARAMETERS, boundsOf, checkDistribution, summarizeBounds, type Bounds } from '../bounded-quantile';
import type { ColumnContext, GeneratorKind, ParameterFault } from '../generator-kind';
import type { NumberKernel } from '../kernel';
import { formatNumber } from '../numeric-scale';
import { numbersOf, type Parameters } from '../parameters';
import { checkWeights } from '../weights';

interface Prepared {
  readonly edges: readonly number[];
  readonly weights: readonly number[];
  readonly bounds: Bounds;
}

/** A distribution by its histogram: bins with weights, uniform inside each. */
export const histogram: GeneratorKind<Prepared> = {
  kind: 'histogram',
  isDistribution: true,
  description: 'A measured distribution: one bin between each two neighbouring edges, drawn in proportion to its weight, uniform inside. The upper edge of a bin belongs to the next.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: [
    { name: 'edges', type: 'numbers', required: true, description: 'Edges of the bins, rising; one more than there are weights.' },
    { name: 'weights', type: 'numbers', required: true, description: 'One number for each bin, not negative, not all 0.' },
    ...BOUNDS_PARAMETERS,
  ],
  example: { edges: [0, 10, 50, 100, 500], weights: [5, 60, 30, 5], decimals: 2 },
  check: (params, column) => {
    const shape = checkShape(params, column);
    if (shape.length > 0) return shape;
    const faults = checkDistribution(withEdges(params), column, cdfOf(params));
    // A bound that comes from the edges is theirs.
    return faults.map((fault) => (['min', 'max'].includes(fault.parameter) && params[fault.parameter] === undefined ? { ...fault, parameter: 'edges' } : fault));
  },
  summarize: (params) => {
    const edges = numbersOf(params, 'edges');
    return `histogram of ${edges.length - 1} bins, ${formatNumber(edges[0])} to ${formatNumber(edges[edges.length - 1])}${summarizeBounds(params)}`;
  },
  distinctCount: () => Infinity,
  prepare: (params, column) => ({ ...clipped(params, boundsOf(withEdges(params), column)), bounds: boundsOf(withEdges(params), column) }),
  quantile: ({ edges, weights, bounds }) => {
    const positionAt = makeWeightedPosition(weights);
    return (p) => {
      const position = positionAt(p);
      const bin = Math.floor(position);
      return placed(edges[bin] + (edges[bin + 1] - edges[bin]) * (position - bin), bounds);
    };
  },
  compile: ({ edges, weights, bounds }, context): NumberKernel => {
    const [k0, k1] = context.key('value');
    const [b0, b1] = context.key('bin');
    const choose = makeWeightedChoice(weights);
    return {
      lane: 'number',
      fill: (out, rows, count) => {
        for (let i = 0; i < count; i++) {
          const bin = choose(hash32(rows[i], b0, b1));
          out[i] = placed(edges[bin] + (edges[bin + 1] - edges[bin]) * ((hash32(rows[i], k0, k1) + 0.5) * TWO_POW_MINUS_32), bounds);
        }
      },
    };
  },
};

function placed(value: number, { min, max, unitsPerOne }: Bounds): number {
  // Down, so that whole numbers keep to their bin.
  const x = unitsPerOne === 0 ? value : Math.floor(value * unitsPerOne) / unitsPerOne;
  return x < min ? min : x > max ? max : x;
}

/** The edges bound the values where the user gives no narrower bounds. */
function withEdges(params: Parameters): Parameters {
  const edges = numbersOf(params, 'edges');
  return { ...params, min: params['min'] ?? edges[0], max: params['max'] ?? edges[edges.length - 1] };
}

/** The part of each bin that lies inside truncating bounds, with its share of the weight. */
function clipped(params: Parameters, { min, max, truncate }: Bounds): Pick<Prepared, 'edges' | 'weights'> {
  const edges = numbersOf(params, 'edges');
  const weights = numbersOf(params, 'weights');
  // Bounds that leave one value: it is reached by moving onto them.
  if (!truncate || min >= max) return { edges, weights };
  const inside = edges.map((edge) => Math.min(max, Math.max(min, edge)));
  return { edges: inside, weights: weights.map((weight, i) => (weight * (inside[i + 1] - inside[i])) / (edges[i + 1] - edges[i])) };
}

function cdfOf(params: Parameters): { cdf(x: number): number } {
  const edges = numbersOf(params, 'edges');
  const weights = numbersOf(params, 'weights');
  const largest = Math.max(...weights);
  const total = weights.reduce((sum, weight) => sum + weight / largest, 0);
  const below = (x: number, i: number): number => Math.min(1, Math.max(0, (x - edges[i]) / (edges[i + 1] - edges[i])));
  return { cdf: (x) => weights.reduce((sum, weight, i) => sum + (weight / largest) * below(x, i), 0) / total };
}

function checkShape(params: Parameters, { type }: ColumnContext): readonly ParameterFault[] {
  const edges = numbersOf(params, 'edges');
  const at = edges.findIndex((edge, i) => i > 0 && edge <= edges[i - 1]);
  if (edges.length < 2) return [{ parameter: 'edges', code: 'out_of_range', message: 'one edge makes no bin', allowed: 'at least two edges' }];
  if (at > 0) return [{ parameter: 'edges', code: 'out_of_order', message: `the edge ${edges[at]} of ${type.kind} values is not above the one before it, ${edges[at - 1]}`, allowed: 'edges that rise' }];
  return checkWeights(params, edges.length - 1, 'bins');
}
