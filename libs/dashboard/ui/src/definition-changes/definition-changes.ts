import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { DefinitionChange } from '@dw-sim/contracts';

const MARKS = { added: '+', removed: '−', changed: '~' } as const;
/** Longer values are cut: they are to be read in the document. */
const MOST_CHARACTERS = 160;

/** What differs between two definitions, each with its place. */
@Component({
  selector: 'dw-definition-changes',
  template: `
    <ul>
      @for (change of changes(); track $index) {
        <li [class]="change.change" [attr.data-testid]="'change-' + change.path">
          <span class="mark" [attr.aria-label]="change.change" role="img">{{ marks[change.change] }}</span>
          <div>
            <p class="place">@if (change.subject) { <strong>{{ change.subject }}</strong> } <code>{{ change.path }}</code></p>
            <p class="values">
              @if (change.change !== 'added') { <del>{{ shown(change.before) }}</del> }
              @if (change.change !== 'removed') { <ins>{{ shown(change.after) }}</ins> }
            </p>
          </div>
        </li>
      }
    </ul>
  `,
  styles: `
    :host { display: block; }
    ul { list-style: none; margin: 0; padding: 4px 0; }
    li { display: flex; gap: 12px; padding: 8px 20px; }
    li > div { min-width: 0; }
    p { margin: 0; overflow-wrap: anywhere; }
    .mark { flex: none; width: 1ch; font-family: var(--dw-mono, monospace); font-weight: 600; color: var(--dw-caution); }
    .added .mark { color: var(--dw-good); }
    .removed .mark { color: var(--dw-bad); }
    .place { font-size: 13px; }
    .place strong { margin-inline-end: 6px; }
    .place code { font-size: 12px; color: var(--dw-text-3); }
    .values { display: flex; flex-wrap: wrap; gap: 2px 12px; font: 12.5px/1.6 var(--dw-mono, monospace); }
    del { color: var(--dw-text-3); }
    ins { text-decoration: none; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DefinitionChanges {
  readonly changes = input.required<readonly DefinitionChange[]>();
  protected readonly marks = MARKS;

  protected shown(value: unknown): string {
    const text = JSON.stringify(value) ?? '';
    return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  }
}
