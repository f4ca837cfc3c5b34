import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { byTestId, picture, problems, writeInEditor } from './support/browser';
import { visitProduct } from './support/visit';

jest.setTimeout(180_000);

const SHOP = {
  name: 'shop',
  tables: [
    { name: 'customers', target_rows: 50, columns: [{ name: 'customer_id', data_type: 'INT', is_unique: true, required: true }, { name: 'email', data_type: 'VARCHAR', faker_rule: 'email' }] },
    {
      name: 'orders', target_rows: 200,
      columns: [
        { name: 'order_id', data_type: 'INT', is_unique: true, required: true },
        { name: 'customer_id', data_type: 'INT', foreign_key: { references_table: 'customers', references_column: 'customer_id' } },
        { name: 'total', data_type: 'FLOAT', min_value: 1, max_value: 100 },
      ],
    },
  ],
};

/** A person writes queries in the workbench: completion, faults as they come, results, what is kept. */
describe('the workbench', () => {
  const visit = visitProduct();
  let page: Page;
  beforeAll(async () => {
    page = visit.page;
    await visit.product.post('/experiments', SHOP);
    await visit.product.post('/experiments/shop/generate', { seed: 1 });
    await page.goto('/query?experiment=shop');
    await byTestId(page, 'sql-editor').locator('.cm-content').waitFor();
    await byTestId(page, 'schema-table-orders').waitFor();
  });

  const text = () => byTestId(page, 'sql-editor').locator('.cm-content').innerText();
  const suggestion = (label: string) => page.locator('.cm-tooltip-autocomplete li', { hasText: label }).first();

  it('completes columns of an alias while the rest of the query is there already', async () => {
    await writeInEditor(page, 'sql-editor', 'SELECT  FROM customers c');
    await page.keyboard.press('Home');
    for (let step = 0; step < 'SELECT '.length; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('c.em');
    await suggestion('email').waitFor();
    await picture(page, 'completion');
    await page.keyboard.press('Enter');
    expect(await text()).toBe('SELECT c.email FROM customers c');
  });

  it('offers joins by foreign keys, on Ctrl with Space', async () => {
    await writeInEditor(page, 'sql-editor', 'SELECT * FROM orders o JOIN ');
    await page.keyboard.press('Control+Space');
    await suggestion('customers c ON c.customer_id = o.customer_id').click();
    expect(await text()).toBe('SELECT * FROM orders o JOIN customers c ON c.customer_id = o.customer_id');
  });

  it('underlines every fault while it is written, and goes to one that is chosen', async () => {
    await writeInEditor(page, 'sql-editor', 'SELECT emial FROM customers;\nSELECT * FROM ordrs');
    await page.locator('.cm-lintRange-error').nth(1).waitFor();
    expect(await page.locator('.cm-lintRange-error').allInnerTexts()).toEqual(['emial', 'ordrs']);
    await byTestId(page, 'problems-toggle').click();
    expect(await byTestId(page, 'problem').nth(1).innerText()).toContain('did you mean "orders"?');
    await picture(page, 'diagnostics');
  });

  it('lays the text out', async () => {
    await writeInEditor(page, 'sql-editor', 'select count(*) as n from orders where total>50');
    await byTestId(page, 'format-query').click();
    await page.locator('.cm-content', { hasText: 'total > 50' }).waitFor();
    expect((await text()).split('\n')[0]).toBe('select');
  });

  it('has a tab for each result of several statements', async () => {
    await writeInEditor(page, 'sql-editor', 'SELECT COUNT(*) AS n FROM orders;\nSELECT NULL AS nothing, customer_id FROM customers ORDER BY 2 LIMIT 3');
    await byTestId(page, 'run-query').click();
    await byTestId(page, 'result-tab-2').waitFor();
    expect(await byTestId(page, 'result-row-count').innerText()).toBe('3 rows');
    expect(await page.locator('.null-cell').count()).toBe(3);
    await picture(page, 'result-tabs');
    await byTestId(page, 'result-tab-1').click();
    await page.locator('.ag-cell', { hasText: '200' }).first().waitFor();
  });

  it('shows a plan', async () => {
    await writeInEditor(page, 'sql-editor', 'SELECT COUNT(*) FROM orders');
    await byTestId(page, 'explain-query').click();
    await byTestId(page, 'result-plan').waitFor();
    await picture(page, 'plan');
  });

  it('exports as Parquet', async () => {
    await byTestId(page, 'export-more').click();
    const [download] = await Promise.all([page.waitForEvent('download'), byTestId(page, 'export-parquet').click()]);
    expect(readFileSync(await download.path()).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('saves a query, opens it again, leaves it as a file and deletes it', async () => {
    await writeInEditor(page, 'sql-editor', 'SELECT MAX(total) FROM orders');
    await byTestId(page, 'save-query').click();
    await byTestId(page, 'saved-name').fill('Best order');
    await byTestId(page, 'saved-description').fill('The most that was paid');
    await picture(page, 'save-dialog');
    await byTestId(page, 'save-confirm').click();
    await byTestId(page, 'open-query').filter({ hasText: 'Best order' }).waitFor();
    await byTestId(page, 'clear-query').click();
    await byTestId(page, 'panel-saved').click();
    await byTestId(page, 'saved-Best order').click();
    expect(await text()).toBe('SELECT MAX(total) FROM orders');
    await picture(page, 'saved');
    const [download] = await Promise.all([page.waitForEvent('download'), byTestId(page, 'download-Best order').click()]);
    expect(download.suggestedFilename()).toBe('Best order.sql');
    expect(readFileSync(await download.path(), 'utf8')).toBe('-- name: Best order\n-- experiment: shop\n-- description: The most that was paid\n\nSELECT MAX(total) FROM orders\n');
    await byTestId(page, 'delete-Best order').click();
    await byTestId(page, 'confirm-ok').click();
    await byTestId(page, 'saved-Best order').waitFor({ state: 'detached' });
  });

  it('lists what ran, finds it and opens it', async () => {
    await byTestId(page, 'panel-history').click();
    await byTestId(page, 'history-item').first().waitFor();
    await picture(page, 'history');
    await byTestId(page, 'history-search').fill('nothing');
    await byTestId(page, 'history-item').nth(1).waitFor({ state: 'detached' });
    await byTestId(page, 'history-item').click();
    expect(await text()).toContain('SELECT NULL AS nothing');
  });

  it('fits a narrow and a dark screen', async () => {
    await byTestId(page, 'panel-schema').click();
    await byTestId(page, 'run-query').click();
    await byTestId(page, 'result-tab-2').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'workbench-dark');
    const { violations } = await new AxeBuilder({ page }).exclude('.cm-editor').exclude('dw-result-grid').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    await page.setViewportSize({ width: 420, height: 900 });
    await page.waitForTimeout(200);
    await picture(page, 'workbench-narrow');
    const { width } = (await page.locator('body').boundingBox())!;
    expect(Math.max(...(await page.locator('.workbench, .toolbar, aside, .result').evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().right))))).toBeLessThanOrEqual(width);
  });

  it('had no error in the page and no request beyond the product', () => expect(problems(page)).toEqual([]));
});
