import { TestBed } from '@angular/core/testing';
import { Confirm } from './confirm';

const QUESTION = { title: 'Delete “shop”?', message: 'This drops 2 tables.', action: 'Delete', isDestructive: true };

async function answerWith(testId: string) {
  const answer = TestBed.inject(Confirm).ask(QUESTION);
  await new Promise((resolve) => setTimeout(resolve));
  const text = document.querySelector('mat-dialog-container')?.textContent ?? '';
  document.querySelector<HTMLButtonElement>(`[data-testid="${testId}"]`)?.click();
  return { text, agreed: await answer };
}

describe('Confirm', () => {
  it('says what will happen and resolves to true on the action', async () => {
    const { text, agreed } = await answerWith('confirm-ok');
    expect(text).toContain('This drops 2 tables.');
    expect(agreed).toBe(true);
  });

  it('resolves to false on Cancel', async () => {
    expect((await answerWith('confirm-cancel')).agreed).toBe(false);
  });
});
