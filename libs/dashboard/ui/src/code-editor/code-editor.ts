import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, afterNextRender, effect, inject, input, model, output, signal, viewChild } from '@angular/core';
import type { EditorHandle } from './create-editor';
import type { EditorCompleter } from './editor-completion';
import type { EditorDiagnostic, EditorLanguage } from './editor-diagnostic';
import type { TextRange } from './text-offset';

/** A text editor for SQL or JSON; CodeMirror is fetched when the first one is shown. */
@Component({
  selector: 'dw-code-editor',
  template: '<div #host class="host" [attr.aria-busy]="!editor()"></div>',
  styles: `
    :host { display: block; min-height: 0; }
    .host { height: 100%; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CodeEditor {
  readonly language = input.required<EditorLanguage>();
  /** Name for assistive technology. */
  readonly label = input.required<string>();
  readonly value = model('');
  readonly diagnostics = input<readonly EditorDiagnostic[]>([]);
  /** Completes in place of the editor's own completion; said once, when the editor is made. */
  readonly completer = input<EditorCompleter>();
  /** Ctrl or Cmd with Enter was pressed. */
  readonly submitted = output();

  private readonly selectionState = signal<TextRange | undefined>(undefined);
  /** What is selected; undefined where nothing is. */
  readonly selection = this.selectionState.asReadonly();

  protected readonly editor = signal<EditorHandle | undefined>(undefined);
  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private isDestroyed = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.destroy());
    afterNextRender(() => void this.start());
    effect(() => this.editor()?.setText(this.value()));
    effect(() => this.editor()?.setDiagnostics(this.diagnostics()));
  }

  /** Selects a part of the text, brings it into view and takes the focus. */
  reveal(range: TextRange): void {
    this.editor()?.reveal(range);
  }

  /** Puts text in place of the selection and takes the focus. */
  insert(text: string): void {
    this.editor()?.insert(text);
  }

  private async start(): Promise<void> {
    const { createEditor } = await import('./create-editor');
    if (this.isDestroyed) return;
    this.editor.set(
      createEditor({
        parent: this.host().nativeElement,
        language: this.language(),
        text: this.value(),
        label: this.label(),
        onChange: (text) => this.value.set(text),
        onSubmit: () => this.submitted.emit(),
        onSelect: (range) => this.selectionState.set(range),
        ...(this.completer() && { completer: () => this.completer() }),
      }),
    );
  }

  private destroy(): void {
    this.isDestroyed = true;
    this.editor()?.destroy();
  }
}
