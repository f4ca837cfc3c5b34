import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** A bar with two layers: what is generated, and over it what is loaded. Fractions are 0 to 1. */
@Component({
  selector: 'dw-progress-bar',
  template: `
    <span class="under" [style.transform]="underShift()"></span>
    <span class="over" [style.transform]="overShift()"></span>
    @if (isBusy()) { <span class="busy"></span> }
  `,
  styleUrl: './progress-bar.scss',
  host: {
    'role': 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-valuenow]': 'percent()',
    '[attr.aria-label]': 'label()',
    '[class.stopped]': 'isStopped()',
    '[class.done]': 'over() === 1',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProgressBar {
  readonly label = input.required<string>();
  readonly over = input.required<number>();
  readonly under = input(0);
  /** Something goes on that can't be counted. */
  readonly isBusy = input(false);
  readonly isStopped = input(false);

  protected readonly underShift = computed(() => shift(Math.max(this.under(), this.over())));
  protected readonly overShift = computed(() => shift(this.over()));
  protected readonly percent = computed(() => Math.floor(100 * (this.under() > 0 ? (this.under() + this.over()) / 2 : this.over())));
}

/** Moves a layer of full width out to the left, so that its right end stays round. */
function shift(fraction: number): string {
  return `translateX(${100 * (fraction - 1)}%)`;
}
