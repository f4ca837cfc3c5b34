import { add } from './add';
import { clamp } from './clamp';
import { effect } from './effect';
import { jitter, timeJitter } from './jitter';
import { mapValues } from './map-values';
import type { ModifierKind } from './modifier-kind';
import { multiply } from './multiply';
import { outliers } from './outliers';
import { seasonality } from './seasonality';
import { trend } from './trend';

/** Every modifier. A new one is a file in `modifiers/` and a line here. */
export const MODIFIER_KINDS: readonly ModifierKind[] = [add, clamp, effect, jitter, mapValues, multiply, outliers, seasonality, timeJitter, trend] as readonly ModifierKind[];

const BY_KIND = new Map(MODIFIER_KINDS.map((modifier) => [modifier.kind, modifier]));

/** The modifier of a name; undefined where there is none. */
export function modifierKind(kind: string): ModifierKind | undefined {
  return BY_KIND.get(kind);
}
