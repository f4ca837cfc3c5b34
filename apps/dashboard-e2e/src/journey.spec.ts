import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { byTestId, picture, problems, writeInEditor } from './support/browser';
import { visitProduct } from './support/visit';

jest.setTimeout(180_000);

/** Enough for several seconds of progress to look at. */
const ORDER_ITEMS = 6_000_000;

/** From an empty product to an answer, as a person goes: example, generate, watch, query, export. */
describe('from the example to an answer', () => {
  const visit = visitProduct();
  let page: Page;
  beforeAll(() => {
    page = visit.page;
  });

  it('opens the built-in example', async () => {
    await page.goto('/');
    await byTestId(page, 'open-example-ecommerce').waitFor();
    await picture(page, 'experiments-empty');
    await byTestId(page, 'open-example-ecommerce').click();
    await page.waitForURL('**/experiments/ecommerce');
    await byTestId(page, 'generate-button').first().waitFor();
    await picture(page, 'experiment');
  });

  it('generates over a million rows and shows live progress of every table', async () => {
    await byTestId(page, 'generate-button').first().click();
    await byTestId(page, 'rows-input-order_items').fill(String(ORDER_ITEMS));
    await byTestId(page, 'seed-input').fill('42');
    await picture(page, 'generate-dialog');
    await byTestId(page, 'generate-confirm').click();
    await byTestId(page, 'run-progress').waitFor();
    const speeds = new Set<string>();
    for (let i = 0; i < 600 && (await byTestId(page, 'run-status').first().innerText()).toUpperCase() !== 'COMPLETED'; i++) {
      const text = await byTestId(page, 'run-progress').innerText();
      for (const [speed] of text.matchAll(/[\d.,]+ ?[kM]? ?rows\/s/g)) speeds.add(speed);
      if (i === 8) await picture(page, 'run-live');
      await page.waitForTimeout(100);
    }
    expect((await byTestId(page, 'run-status').first().innerText()).toUpperCase()).toBe('COMPLETED');
    expect(speeds.size).toBeGreaterThan(1);
    for (const table of ['customers', 'products', 'orders', 'order_items']) await byTestId(page, `table-progress-${table}`).waitFor();
    await picture(page, 'run-completed');
  });

  it('answers a join with a GROUP BY', async () => {
    await page.goto('/query?experiment=ecommerce');
    await byTestId(page, 'sql-editor').locator('.cm-content').waitFor();
    await writeInEditor(page, 'sql-editor', 'SELECT o.status, count(*) AS items, sum(i.quantity) AS pieces FROM orders o JOIN order_items i ON i.order_id = o.order_id GROUP BY o.status ORDER BY items DESC');
    await byTestId(page, 'run-query').click();
    await byTestId(page, 'result-row-count').waitFor();
    expect(await byTestId(page, 'result-grid').locator('.ag-row').count()).toBeGreaterThan(1);
    await picture(page, 'query');
  });

  it('exports the result as CSV', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), byTestId(page, 'export-csv').click()]);
    const lines = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/);
    expect(lines[0]).toBe('status,items,pieces');
    const items = lines.slice(1).map((line) => Number(line.split(',')[1]));
    expect(items.reduce((sum, count) => sum + count, 0)).toBe(ORDER_ITEMS);
  });

  it('points at a typo in the query', async () => {
    await writeInEditor(page, 'sql-editor', 'SELECT *\nFROM orders\nWHER status = 1');
    await byTestId(page, 'run-query').click();
    const message = byTestId(page, 'query-error');
    await message.waitFor();
    expect(await message.innerText()).toMatch(/line 3/i);
    await page.locator('.cm-lintRange-error, .cm-lint-marker-error').first().waitFor();
    await picture(page, 'query-error');
  });

  it('resets and deletes after asking', async () => {
    await page.goto('/experiments/ecommerce');
    await byTestId(page, 'reset-button').first().click();
    await byTestId(page, 'confirm-ok').click();
    await byTestId(page, 'loaded-rows-orders').filter({ hasText: /^0$/ }).waitFor();
    await byTestId(page, 'delete-button').first().click();
    await byTestId(page, 'confirm-ok').click();
    await page.waitForURL('**/experiments');
    expect(await byTestId(page, 'experiment-row-ecommerce').count()).toBe(0);
  });

  it('had no error in the page and no request beyond the product', () => expect(problems(page)).toEqual([]));
});
