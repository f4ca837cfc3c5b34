import { ChangeDetectionStrategy, Component, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import type { ExampleSummary, Fault } from '@dw-sim/contracts';
import { ExperimentsStore, TargetsStore } from '@dw-sim/dashboard-data-access';
import { CodeEditor, Icon, rangeOfPosition } from '@dw-sim/dashboard-ui';
import { CheckPanel } from './check-panel';
import { CreateTabs } from './create-tabs';
import { DefinitionDraft, rangeOfFault } from './definition-draft';
import { FileDrop } from './file-drop';
import { formatDefinition } from './starter-definition';
import { targetOf, withTarget } from './target-choice';

/** A new experiment from JSON: editor, check as you type, create. */
@Component({
  selector: 'dw-create-page',
  imports: [CheckPanel, CodeEditor, CreateTabs, FileDrop, Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, RouterLink],
  providers: [DefinitionDraft],
  templateUrl: './create-page.html',
  styleUrl: './create-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CreatePage {
  protected readonly draft = inject(DefinitionDraft);
  protected readonly store = inject(ExperimentsStore);
  protected readonly targets = inject(TargetsStore);
  /** Target that the text names; undefined where it can't be read. */
  protected readonly target = computed(() => targetOf(this.draft.text()));
  protected readonly canChooseTarget = computed(() => this.target() !== undefined);
  protected readonly isCreating = signal(false);
  protected readonly canCreate = computed(() => this.draft.state() === 'valid' && !this.isCreating());
  private readonly editor = viewChild.required(CodeEditor);
  private readonly router = inject(Router);

  constructor() {
    this.store.loadExamples();
    this.targets.load();
  }

  protected async create(): Promise<void> {
    if (!this.canCreate()) return;
    this.isCreating.set(true);
    const name = await this.draft.create();
    this.isCreating.set(false);
    if (name) await this.router.navigate(['/experiments', name]);
  }

  protected loadExample(example: ExampleSummary): void {
    this.draft.text.set(formatDefinition(example.definition));
  }

  protected chooseTarget(id: string): void {
    this.draft.text.set(withTarget(this.draft.text(), id));
  }

  protected async openFile(file: File | undefined): Promise<void> {
    if (file) this.draft.text.set(await file.text());
  }

  protected goToFault(fault: Fault): void {
    const range = rangeOfFault(this.draft.text(), fault);
    if (range) this.editor().reveal(range);
  }

  protected goToSyntaxError(): void {
    const position = this.draft.error()?.details.position;
    if (position) this.editor().reveal(rangeOfPosition(this.draft.text(), position));
  }
}
