import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** What a badge's colour says. */
export type BadgeTone = 'neutral' | 'accent' | 'good' | 'bad' | 'caution';

/** A short label on a tinted ground. */
@Component({
  selector: 'dw-badge',
  template: '<ng-content />',
  styleUrl: './badge.scss',
  host: { '[class]': 'tone()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Badge {
  readonly tone = input<BadgeTone>('neutral');
}
