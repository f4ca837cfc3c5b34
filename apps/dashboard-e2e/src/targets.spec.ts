import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { byTestId, picture, problems } from './support/browser';
import { visitProduct } from './support/visit';

jest.setTimeout(180_000);

/** A place where data lands, from its first test to its removal, as a person goes. */
describe('targets', () => {
  const visit = visitProduct();
  let page: Page;
  beforeAll(() => {
    page = visit.page;
  });

  it('are listed with their health', async () => {
    await page.goto('/');
    await byTestId(page, 'nav-targets').click();
    await page.waitForURL('**/targets');
    await byTestId(page, 'target-row-sqlite').locator('[data-testid="target-health"][data-status="ok"]').waitFor();
    expect(await byTestId(page, 'target-row-duckdb').innerText()).toMatch(/default/i);
    await picture(page, 'targets');
  });

  it('tell what their engine can do when they are tested', async () => {
    await byTestId(page, 'target-row-duckdb').locator('[data-testid="target-test"]').click();
    await byTestId(page, 'target-row-duckdb').locator('[data-testid="target-capabilities"]').waitFor();
    await picture(page, 'targets-tested');
  });

  it('are added in a form that says what is wrong', async () => {
    await byTestId(page, 'add-target').click();
    await byTestId(page, 'target-kind').selectOption('sqlite');
    await byTestId(page, 'target-id').fill('my target');
    await byTestId(page, 'target-dsn').fill('sqlite:////etc/marketing.db');
    await byTestId(page, 'target-form-add').click();
    await byTestId(page, 'target-dsn-error').filter({ hasText: 'outside of the folders' }).waitFor();
    expect(await byTestId(page, 'target-id-error').innerText()).toContain('letters, digits');
    await picture(page, 'target-form-faults');
    const { violations } = await new AxeBuilder({ page }).include('mat-dialog-container').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

    mkdirSync(join(visit.product.dataRoot, 'files'));
    await byTestId(page, 'target-id').fill('marketing');
    await byTestId(page, 'target-dsn').fill(`sqlite:///${join(visit.product.dataRoot, 'files/marketing.db')}`);
    await byTestId(page, 'target-form-test').click();
    await byTestId(page, 'target-test-result').filter({ hasText: 'It answers' }).waitFor();
    await byTestId(page, 'target-form-add').click();
    await byTestId(page, 'target-row-marketing').locator('[data-testid="target-health"][data-status="ok"]').waitFor();
    await picture(page, 'targets-added');
  });

  it('can be chosen for an experiment, and for a run', async () => {
    await page.goto('/experiments/new');
    await byTestId(page, 'create-target').and(page.locator(':enabled')).selectOption('marketing');
    await byTestId(page, 'create-json-editor').locator('.cm-content').filter({ hasText: '"target_warehouse": "marketing"' }).waitFor();
    await picture(page, 'create-target');
    await byTestId(page, 'create-submit').and(page.locator(':enabled')).click();
    await page.waitForURL(/\/experiments\/(?!new)/);
    await byTestId(page, 'generate-button').first().click();
    await byTestId(page, 'generate-target').selectOption('duckdb');
    await picture(page, 'generate-target');
    await byTestId(page, 'generate-confirm').click();
    await byTestId(page, 'run-status').filter({ hasText: /completed/i }).first().waitFor();
    const name = page.url().split('/').at(-1)!;
    const { items } = (await (await fetch(`${visit.product.url}/api/experiments/${name}/runs`)).json()) as { items: { warehouse: string }[] };
    expect(items.map(({ warehouse }) => warehouse)).toEqual(['duckdb']);
  });

  it('stay while an experiment needs them, and go when nobody does', async () => {
    const remove = async () => {
      await byTestId(page, 'target-row-marketing').locator('[data-testid="target-remove"]').click();
      await byTestId(page, 'confirm-ok').click();
    };
    await page.goto('/targets');
    await byTestId(page, 'target-row-marketing').waitFor();
    await remove();
    await byTestId(page, 'targets-error').filter({ hasText: 'holds the tables of' }).waitFor();
    const { items } = (await (await fetch(`${visit.product.url}/api/experiments`)).json()) as { items: { name: string }[] };
    for (const { name } of items) await fetch(`${visit.product.url}/api/experiments/${name}`, { method: 'DELETE' });
    await remove();
    await byTestId(page, 'target-row-marketing').waitFor({ state: 'detached' });
  });

  it('are readable for everybody, in the dark and on a phone', async () => {
    for (const [theme, width] of [['light', 1440], ['dark', 1440], ['dark', 390]] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await page.goto('/targets');
      await byTestId(page, 'target-row-sqlite').locator('[data-testid="target-health"][data-status="ok"]').waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      await picture(page, `targets-${theme}-${width}`);
    }
    expect(problems(page)).toEqual([]);
  });
});
