import { generatorKind } from '@dw-sim/generation-generators';
import { choleskyFactor, hermiteSeries, type HermiteSeries, normalCorrelation, pairCorrelation } from '@dw-sim/generation-rng';
import { alone, columnContext } from './column-context';
import { type CheckedCorrelation, type CorrelationKind, contradictoryPart, scaleAllowed } from './correlations';
import type { FaultList } from './fault-list';
import type { ColumnModel, CorrelationModel } from './model';

/** Largest share of a column's variance that draws rarer than one in ten million may have, for samples to show a Pearson correlation. */
const MAX_RARE_SHARE = 0.05;

/**
 * Finds the correlations of the normal variables behind a group's columns that give their values the wanted ones, and a
 * factor of that matrix. Adds a fault where these columns can't have them.
 */
export function solveCorrelation(group: CheckedCorrelation, columns: readonly ColumnModel[], faults: FaultList): CorrelationModel | undefined {
  const members = group.columns.map((name) => columns.find((column) => column.name === name)).filter((column) => column !== undefined);
  const before = faults.faults.length;
  const matrix = group.kind === 'normal' ? group.matrix : normalMatrix(group, members.map((column, i) => seriesOf(column, group.kind, `${group.path}.columns[${i}]`, faults)), faults);
  if (faults.faults.length > before) return undefined;
  const factor = choleskyFactor(matrix);
  if (!factor) {
    faults.add(`${group.path}.matrix`, 'impossible', `these columns can't have all of these correlations together: of the normal variables behind them, ${contradictoryPart(group.columns, matrix)}`, { allowed: scaleAllowed(matrix) });
    return undefined;
  }
  return { columns: group.columns, kind: group.kind, matrix: group.matrix, factor };
}

/** Values, or ranks of values, of the normal variable behind a column. */
function seriesOf(column: ColumnModel, kind: CorrelationKind, path: string, faults: FaultList): HermiteSeries | undefined {
  const generator = generatorKind(column.generator.kind);
  if (!generator?.quantile) throw new Error(`the generator ${column.generator.kind} has no quantiles`);
  const quantile = generator.quantile(generator.prepare(column.generator.params, columnContext(column, alone(1, { locale: 'en', clock: 0, timeframe: null }))), column.type);
  const series = hermiteSeries(quantile, kind === 'spearman' ? 'ranks' : 'values');
  if (!series) {
    faults.add(path, 'constant', `${column.name} has one value only, so nothing correlates with it`, { value: column.name, allowed: 'columns with at least two values' });
  } else if (kind === 'pearson' && series.rareShare > MAX_RARE_SHARE) {
    faults.add(path, 'not_applicable', `the values of ${column.name} are so far apart that no sample would show a Pearson correlation`, { value: column.name, allowed: 'kind "spearman", or a smaller max' });
    return undefined;
  }
  return series;
}

function normalMatrix({ path, columns, matrix, kind }: CheckedCorrelation, series: readonly (HermiteSeries | undefined)[], faults: FaultList): readonly (readonly number[])[] {
  const solved = matrix.map((row) => [...row]);
  for (let i = 0; i < series.length; i++) {
    for (let j = 0; j < i; j++) {
      const [one, other] = [series[i], series[j]];
      if (!one || !other || matrix[i][j] === 0) continue;
      const pair = pairCorrelation(one, other);
      // A range that is reached but for the error of the series is reached.
      if (matrix[i][j] > pair.max + 5e-4 || matrix[i][j] < pair.min - 5e-4) {
        faults.add(`${path}.matrix[${i}][${j}]`, 'out_of_reach', `${columns[i]} and ${columns[j]} can't have the ${kind} correlation ${matrix[i][j]} with the values that they take`, { value: matrix[i][j], allowed: `${ceil3(pair.min)} to ${floor3(pair.max)}` });
      }
      solved[i][j] = solved[j][i] = Math.abs(matrix[i][j]) === 1 ? matrix[i][j] : normalCorrelation(pair, matrix[i][j]);
    }
  }
  return solved;
}

function floor3(x: number): number {
  return Math.floor(x * 1000 + 1e-6) / 1000;
}

function ceil3(x: number): number {
  return -floor3(-x);
}
