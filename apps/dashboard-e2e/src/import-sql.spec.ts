import { AxeBuilder } from '@axe-core/playwright';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { byTestId, picture, problems, writeInEditor } from './support/browser';
import { visitProduct } from './support/visit';

jest.setTimeout(120_000);

const SQL = `CREATE TABLE customers (
  id BIGINT IDENTITY(1,1) PRIMARY KEY,
  first_name VARCHAR(40) NOT NULL,
  email VARCHAR(80) NOT NULL
);
CREATE TABLE sales (
  region_id INT,
  store_id INT,
  customer_id BIGINT NOT NULL,
  status VARCHAR(20) NOT NULL,
  amount DECIMAL(10,2),
  PRIMARY KEY (region_id, store_id)
);
CREATE VIEW v AS SELECT 1;
`;
const WARNING = "Table 'sales' has a composite primary key (region_id, store_id). A surrogate key column '_row_id' has been added for generation. Original columns are preserved.";

const visit = visitProduct();
let page: Page;
let folder: string;
beforeAll(() => {
  page = visit.page;
  folder = mkdtempSync(join(tmpdir(), 'dw-import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const state = (wanted: string) => page.locator(`[data-testid="import-state"][data-state="${wanted}"]`).waitFor();

describe('creating an experiment from SQL', () => {
  it('shows what the first text is understood as', async () => {
    await page.goto('/experiments/new');
    await byTestId(page, 'create-tab-sql').click();
    await page.waitForURL('**/experiments/new/sql');
    await state('understood');
    expect(await byTestId(page, 'imported-customers-email').innerText()).toContain('An e-mail address, by its name');
    await picture(page, 'import-sql-start');
  });

  it('marks faults at their places, and goes there', async () => {
    await writeInEditor(page, 'import-sql-editor', 'CREATE TABLE a (\n  id INT,\n  x MONY\n);');
    await state('refused');
    const fault = byTestId(page, 'import-fault');
    expect(await fault.innerText()).toMatch(/^Line 3, column 5\s+.*MONY/);
    expect(await byTestId(page, 'import-submit').isDisabled()).toBe(true);
    await page.locator('.cm-lintRange-error').waitFor();
    await fault.click();
    expect(await page.evaluate('getSelection().toString()')).toBe('MONY');
    await picture(page, 'import-sql-fault');
  });

  it('reads a file, names the experiment after it, and warns of a composite key', async () => {
    // As PowerShell and SQL Server write them.
    writeFileSync(join(folder, 'My Shop.sql'), `\uFEFF${SQL}`, 'utf16le');
    await byTestId(page, 'import-file').setInputFiles(join(folder, 'My Shop.sql'));
    await state('understood');
    expect(await byTestId(page, 'import-name').inputValue()).toBe('my_shop');
    expect(await byTestId(page, 'import-warning').allInnerTexts()).toEqual([expect.stringContaining(WARNING)]);
    expect(await byTestId(page, 'import-notice').innerText()).toContain('1 × CREATE VIEW');
    expect(await byTestId(page, 'imported-sales-status').innerText()).toContain('A status');
    await picture(page, 'import-sql-file');
  });

  it('creates it with the foreign keys that were ticked', async () => {
    await byTestId(page, 'suggestion-sales-customer_id').locator('input').check();
    await byTestId(page, 'imported-sales-customer_id').getByText('customers.id').first().waitFor();
    await state('understood');
    await picture(page, 'import-sql-suggestion');
    await byTestId(page, 'import-submit').and(page.locator(':enabled')).click();
    await page.waitForURL('**/experiments/my_shop');
    await byTestId(page, 'warning').getByText(WARNING).waitFor();
    const made = await visit.product.post('/experiments/my_shop/generate', { rows: { customers: 50, sales: 200 } });
    expect(made.status).toBe(202);
  });

  it('says that the name is taken', async () => {
    await page.goto('/experiments/new/sql');
    await state('understood');
    await byTestId(page, 'import-name').fill('my_shop');
    await state('understood');
    await byTestId(page, 'import-submit').and(page.locator(':enabled')).click();
    await state('refused');
    expect(await byTestId(page, 'import-fault').innerText()).toContain('my_shop');
  });
});

it('has no serious violation of accessibility', async () => {
  await page.goto('/experiments/new/sql');
  await state('understood');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`)).toEqual([]);
});

it('had no error in the page and no request beyond the product', () => expect(problems(page)).toEqual([]));
