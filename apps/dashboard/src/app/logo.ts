import { ChangeDetectionStrategy, Component } from '@angular/core';

/** The product's sign: a warehouse with rows of data in it. */
@Component({
  selector: 'dw-logo',
  template: `
    <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M7 14.2 16 8l9 6.2" stroke-width="2.6" />
      <path d="M9.5 17.4h13M9.5 21.2h13M9.5 25h8" stroke-width="2.2" />
    </svg>
  `,
  styles: `
    svg { display: block; }
    rect { fill: var(--dw-accent); }
    path { fill: none; stroke: #fff; stroke-linecap: round; stroke-linejoin: round; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Logo {}
