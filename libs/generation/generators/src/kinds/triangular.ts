import { BOUNDS_PARAMETERS, checkDistribution, onGrid, drawnBy, type Bounds, type Distribution } from '../bounded-quantile';
import type { GeneratorKind, ParameterFault } from '../generator-kind';
import { decimalsOf, formatNumber } from '../numeric-scale';
import { numberOf, type Parameters } from '../parameters';

interface Corners {
  readonly min: number;
  readonly mode: number;
  readonly max: number;
}

/** The triangular distribution. */
export const triangular: GeneratorKind<{ readonly corners: Corners; readonly bounds: Bounds }> = {
  kind: 'triangular',
  isDistribution: true,
  description: 'Triangular distribution: none below min, the likeliest at mode, none above max.',
  types: ['INT', 'BIGINT', 'FLOAT', 'DECIMAL'],
  parameters: [
    { name: 'min', type: 'number', required: true, description: 'Smallest value.' },
    { name: 'mode', type: 'number', required: true, description: 'Likeliest value, from min to max.' },
    { name: 'max', type: 'number', required: true, description: 'Largest value.' },
    ...BOUNDS_PARAMETERS.filter(({ name }) => name === 'decimals'),
  ],
  example: { min: 5, mode: 20, max: 100 },
  check: (params, column) => [...checkDistribution(params, column), ...checkMode(cornersOf(params))],
  summarize: (params) => {
    const { min, mode, max } = cornersOf(params);
    return `triangular, ${formatNumber(min)} to ${formatNumber(max)}, mode ${formatNumber(mode)}`;
  },
  distinctCount: () => Infinity,
  prepare: (params, { type }) => {
    const corners = cornersOf(params);
    return { corners, bounds: { ...onGrid(corners, decimalsOf(type, params)), truncate: false } };
  },
  ...drawnBy(({ corners, bounds }) => ({ distribution: distribution(corners), bounds })),
};

function cornersOf(params: Parameters): Corners {
  return { min: numberOf(params, 'min', 0), mode: numberOf(params, 'mode', 0), max: numberOf(params, 'max', 1) };
}

function distribution({ min, mode, max }: Corners): Distribution {
  const span = max - min;
  const below = span > 0 ? (mode - min) / span : 0;
  return {
    quantile: (p) => (p < below ? min + span * Math.sqrt(p * below) : max - span * Math.sqrt((1 - p) * (1 - below))),
    cdf: (x) => {
      const at = Math.min(1, Math.max(0, (x - min) / span));
      return at <= below ? (at * at) / below : 1 - (1 - at) ** 2 / (1 - below);
    },
  };
}

function checkMode({ min, mode, max }: Corners): readonly ParameterFault[] {
  if (min > max || (mode >= min && mode <= max)) return [];
  return [{ parameter: 'mode', code: 'out_of_range', message: `the mode ${mode} lies outside min and max`, allowed: `${formatNumber(min)} to ${formatNumber(max)}` }];
}
