import { TestBed } from '@angular/core/testing';
import { WarningsNotice } from './warnings-notice';

describe('WarningsNotice', () => {
  it('puts away the warning that is dismissed, and only that one', async () => {
    const fixture = TestBed.createComponent(WarningsNotice);
    fixture.componentRef.setInput('warnings', [
      { path: '$.tables[0]', code: 'surrogate', message: 'A key was added' },
      { path: '$.tables[1]', code: 'surrogate', message: 'Another key was added' },
    ]);
    await fixture.whenStable();
    fixture.nativeElement.querySelector('button').click();
    await fixture.whenStable();
    const shown = [...fixture.nativeElement.querySelectorAll('[data-testid="warning"]')].map((item) => item.textContent.trim());
    expect(shown).toEqual(['$.tables[1] Another key was added']);
  });
});
