import { ChangeDetectionStrategy, Component, DOCUMENT, inject, input, output } from '@angular/core';
import { type SavedQuery, savedQueryFile, savedQueryFileName } from '@dw-sim/contracts';
import { SavedQueriesStore } from '@dw-sim/dashboard-data-access';
import { Confirm, Icon, ProblemNotice } from '@dw-sim/dashboard-ui';
import { saveFile } from './save-file';

/** The saved queries; choosing one opens it. */
@Component({
  selector: 'dw-saved-panel',
  imports: [Icon, ProblemNotice],
  templateUrl: './saved-panel.html',
  styleUrl: './query-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SavedPanel {
  /** Name of the query that is open in the editor. */
  readonly opened = input<string>();
  readonly chosen = output<SavedQuery>();
  protected readonly saved = inject(SavedQueriesStore);
  private readonly confirm = inject(Confirm);
  private readonly document = inject(DOCUMENT);

  protected download(query: SavedQuery): void {
    saveFile(this.document, savedQueryFileName(query.name), new Blob([savedQueryFile(query)], { type: 'application/sql' }));
  }

  protected async remove({ name }: SavedQuery): Promise<void> {
    const agreed = await this.confirm.ask({ title: `Delete “${name}”?`, message: 'The saved query is gone for good. A copy that was downloaded stays.', action: 'Delete', isDestructive: true });
    if (agreed) await this.saved.remove(name);
  }
}
