import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { TargetCapabilities, TargetOrigin, TargetSummary, TargetTestResult, WarehouseHealth } from '@dw-sim/contracts';
import { Badge, type BadgeTone, Icon, WarehouseBadge } from '@dw-sim/dashboard-ui';

const ORIGINS: Readonly<Record<TargetOrigin, string>> = { builtin: 'Built in', environment: 'Environment', stored: 'Stored', file: 'File', inline: 'Given with a run' };

const CAPABILITIES: readonly (readonly [Exclude<keyof TargetCapabilities, 'max_identifier_bytes'>, string])[] = [
  ['enforces_unique_keys', 'enforces unique keys'],
  ['enforces_foreign_keys', 'enforces foreign keys'],
  ['exact_decimals', 'keeps every digit of decimals'],
  ['temporal_types', 'types for dates and booleans'],
  ['cancels_queries', 'stops queries'],
];

const TONES: Readonly<Record<string, BadgeTone>> = { ok: 'good', unavailable: 'bad', unknown: 'neutral' };
const LABELS: Readonly<Record<string, string>> = { ok: 'Ready', unavailable: 'Unavailable', unknown: 'Checking…' };

/** One target in the list. What a test found counts more than the health that was asked before it. */
@Component({
  // A row of a table, so that its cells stay cells.
  // eslint-disable-next-line @angular-eslint/component-selector
  selector: 'tr[dw-target-row]',
  imports: [Badge, Icon, MatButton, WarehouseBadge],
  templateUrl: './target-row.html',
  styleUrl: './target-row.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TargetRow {
  readonly target = input.required<TargetSummary>();
  readonly health = input<WarehouseHealth>();
  readonly result = input<TargetTestResult>();
  readonly isTesting = input(false);
  readonly test = output();
  readonly remove = output();

  protected readonly found = computed(() => this.result() ?? this.health());
  protected readonly status = computed(() => this.found()?.status ?? 'unknown');
  protected readonly tone = computed(() => TONES[this.status()]);
  protected readonly statusLabel = computed(() => LABELS[this.status()]);
  protected readonly originLabel = computed(() => ORIGINS[this.target().origin]);
  protected readonly message = computed(() => this.result()?.error?.message ?? (this.result() ? null : (this.health()?.message ?? null)));
  protected readonly facts = computed(() => {
    const { version, latency_ms: latency } = this.found() ?? {};
    return [version, typeof latency === 'number' ? `${latency} ms` : undefined].filter(Boolean).join(' · ');
  });
  protected readonly options = computed(() => Object.entries(this.target().options).map(([name, value]) => `${name} ${value}`).join(', '));
  protected readonly capabilityLines = computed(() => {
    const capabilities = this.result()?.capabilities;
    return capabilities ? CAPABILITIES.map(([key, label]) => ({ label, has: capabilities[key] })) : [];
  });
}
