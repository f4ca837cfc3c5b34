import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { SessionStore } from '@dw-sim/dashboard-data-access';
import { ProblemNotice } from '@dw-sim/dashboard-ui';

/** Asks for an API key, where the server needs one. */
@Component({
  selector: 'dw-key-page',
  imports: [MatButton, ProblemNotice],
  template: `
    <form class="dw-page" (submit)="begin($event, key.value)">
      <h1>This server needs an API key</h1>
      <p class="dw-muted">It is kept until the browser is closed. On the machine of the server, <code>dw-sim key create NAME</code> makes one.</p>
      @if (error(); as problem) { <dw-problem [error]="problem" data-testid="key-error" /> }
      <label for="key">API key</label>
      <input #key id="key" class="dw-input" type="password" autocomplete="current-password" spellcheck="false" required data-testid="key-input" />
      <button matButton="filled" type="submit" data-testid="key-submit">Open the dashboard</button>
    </form>
  `,
  styles: `form { display: grid; gap: 12px; max-width: 560px; } h1 { margin: 0; } button { justify-self: start; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KeyPage {
  private readonly session = inject(SessionStore);
  protected readonly error = this.session.error;

  protected begin(event: Event, key: string): void {
    event.preventDefault();
    if (key.trim() !== '') this.session.begin(key.trim());
  }
}
