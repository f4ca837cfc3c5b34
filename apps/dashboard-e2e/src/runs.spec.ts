import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { byTestId, picture, problems, writeInEditor } from './support/browser';
import { visitProduct } from './support/visit';

jest.setTimeout(180_000);

const id = { name: 'id', data_type: 'INT', is_unique: true, required: true };
const orders = (rows: number, columns: readonly object[] = []) => ({ name: 'orders', target_rows: rows, columns: [id, { name: 'amount', data_type: 'INT', required: true, min_value: 1, max_value: 9 }, ...columns] });
const shop = (name: string, rows = 2_000) => ({ name, seed: 7, tables: [orders(rows)] });

/** Runs of all experiments, as a person follows, compares and repeats them. */
describe('runs', () => {
  const visit = visitProduct();
  let page: Page;

  beforeAll(async () => {
    page = visit.page;
    for (const name of ['shop', 'bank']) await visit.product.post('/experiments', shop(name));
  });

  const start = async (name: string, body: object = {}): Promise<number> => ((await (await visit.product.post(`/experiments/${name}/generate`, body)).json()) as { id: number }).id;
  const completed = (run: number) => page.locator(`[data-testid="run-row-${run}"][data-status="COMPLETED"]`).waitFor();

  it('appear and end in the list without a reload', async () => {
    await page.goto('/');
    await byTestId(page, 'nav-runs').click();
    await page.getByText('No runs yet').waitFor();
    const first = await start('shop');
    await completed(first);
    await completed(await start('bank'));
    await completed(await start('shop', { seed: 8 }));
    expect(await page.locator('tbody tr').count()).toBe(3);
    await picture(page, 'runs');
  });

  it('are found by their status', async () => {
    await byTestId(page, 'filter-failed').click();
    await page.waitForURL('**/runs?status=failed');
    await page.getByText('No such runs').waitFor();
    await byTestId(page, 'filter-completed').click();
    await byTestId(page, 'run-row-1').waitFor();
    await page.reload();
    await byTestId(page, 'run-row-1').waitFor();
    expect(await byTestId(page, 'filter-completed').getAttribute('aria-current')).toBe('true');
  });

  it('are compared, two at a time', async () => {
    for (const run of [1, 2, 3]) await byTestId(page, `choose-${run}`).check();
    expect(await byTestId(page, 'choose-1').isChecked()).toBe(false);
    await byTestId(page, 'choose-1').check();
    await byTestId(page, 'choose-3').isChecked().then((isChosen) => expect(isChosen).toBe(true));
    await byTestId(page, 'compare-button').click();
    await page.waitForURL('**/runs/1/diff/3');
    await byTestId(page, 'diff-verdict').filter({ hasText: 'The files differ' }).waitFor();
    expect(await byTestId(page, 'setting-seed').innerText()).toMatch(/7\s+8/);
    await picture(page, 'runs-diff');
  });

  it('tell how they can be repeated, and are', async () => {
    await page.goto('/runs/1');
    await byTestId(page, 'run-status').filter({ hasText: 'Completed' }).waitFor();
    expect([await byTestId(page, 'run-seed').innerText(), await byTestId(page, 'run-version').innerText(), (await byTestId(page, 'run-hash').innerText()).length]).toEqual(['7', '1.0.0', 64]);
    await byTestId(page, 'run-log').filter({ hasText: 'orders: loaded 2,000 rows' }).waitFor();
    await picture(page, 'run');
    await byTestId(page, 'reproduce-button').click();
    await page.waitForURL('**/runs/4');
    await byTestId(page, 'reproduction').filter({ hasText: 'Reproduced: all 1 file of run 1 have the same SHA-256' }).waitFor();
    await picture(page, 'run-reproduced');
  });

  it('are aborted from their page', async () => {
    const run = await start('bank', { rows: { orders: 200_000_000 } });
    await page.goto(`/runs/${run}`);
    await byTestId(page, 'abort-button').click();
    await byTestId(page, 'run-status').filter({ hasText: 'Aborted' }).waitFor();
    await byTestId(page, 'run-log').filter({ hasText: 'Aborted after' }).waitFor();
  });

  it('belong to a version of an experiment, which is changed with a plan in sight', async () => {
    await page.goto('/experiments/shop');
    await byTestId(page, 'edit-button').click();
    await page.waitForURL('**/experiments/shop/edit');
    await byTestId(page, 'update-plan').filter({ hasText: 'Nothing changed' }).waitFor();
    await writeInEditor(page, 'edit-json-editor', JSON.stringify({ ...shop('shop'), tables: [orders(2_000, [{ name: 'note', data_type: 'VARCHAR', faker_rule: 'word' }])] }, null, 2));
    await byTestId(page, 'plan-table-orders').filter({ hasText: 'loses 2,000 rows' }).waitFor();
    expect(await byTestId(page, 'plan-version').innerText()).toBe('1.1.0');
    await picture(page, 'edit-plan');
    await byTestId(page, 'edit-save').click();
    await byTestId(page, 'confirm-ok').click();
    await page.waitForURL(/\/experiments\/shop$/);
    await byTestId(page, 'experiment-version').filter({ hasText: '1.1.0' }).waitFor();
  });

  it('and which can be compared and restored', async () => {
    await byTestId(page, 'version-compare-1.0.0').click();
    await byTestId(page, 'change-$.tables[0].columns[2]').filter({ hasText: 'orders.note' }).waitFor();
    await picture(page, 'versions');
    await byTestId(page, 'version-restore-1.0.0').click();
    await byTestId(page, 'confirm-ok').click();
    await byTestId(page, 'experiment-version').filter({ hasText: '2.0.0' }).waitFor();
    await byTestId(page, 'version-row-2.0.0').filter({ hasText: 'from 1.0.0' }).waitFor();
  });

  it.each(['/runs', '/runs/1', '/runs/4', '/runs/1/diff/3', '/experiments/shop/edit', '/experiments/shop'])('are readable for everybody at %s, in the dark and on a phone', async (path) => {
    for (const [theme, width] of [['light', 1440], ['dark', 1440], ['dark', 390], ['light', 390]] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(path);
      await page.locator('.dw-card, [data-testid="edit-json-editor"]').first().waitFor();
      await page.getByText('Loading…', { exact: true }).waitFor({ state: 'detached' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id: rule, nodes }) => `${theme} ${rule}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
      await picture(page, `runs${path.replaceAll('/', '-')}-${theme}-${width}`);
    }
    expect(problems(page)).toEqual([]);
  });
});
