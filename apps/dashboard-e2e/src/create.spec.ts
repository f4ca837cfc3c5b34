import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { byTestId, picture, problems, writeInEditor } from './support/browser';
import { visitProduct } from './support/visit';

jest.setTimeout(120_000);

const GOOD = { name: 'tiny', tables: [{ name: 'people', target_rows: 500, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }, { name: 'email', data_type: 'VARCHAR(60)', faker_rule: 'email', null_rate: 0.5 }] }] };

const visit = visitProduct();
let page: Page;
beforeAll(() => {
  page = visit.page;
});

describe('creating an experiment from JSON', () => {
  it('tells the place of malformed JSON', async () => {
    await page.goto('/experiments/new');
    await byTestId(page, 'create-json-editor').locator('.cm-content').waitFor();
    await writeInEditor(page, 'create-json-editor', '{\n  "name": "tiny",\n  "tables": [,]\n}');
    const error = byTestId(page, 'syntax-error');
    await error.waitFor();
    expect(await error.innerText()).toMatch(/line 3/i);
  });

  it('lists every fault with its path', async () => {
    const bad = structuredClone(GOOD) as { tables: { name: string; target_rows: number; columns: Record<string, unknown>[] }[] };
    bad.tables[0].name = 'select';
    bad.tables[0].target_rows = -3;
    bad.tables[0].columns[1]['faker_rule'] = 'emial';
    await writeInEditor(page, 'create-json-editor', JSON.stringify(bad, null, 2));
    const faults = byTestId(page, 'fault-list');
    await faults.getByText('$.tables[0].target_rows').first().waitFor();
    const text = await faults.innerText();
    expect(text).toContain('$.tables[0].name');
    expect(text).toContain('$.tables[0].columns[1].faker_rule');
    await picture(page, 'create-faults');
  });

  it('creates it once the faults are gone', async () => {
    await writeInEditor(page, 'create-json-editor', JSON.stringify(GOOD, null, 2));
    await byTestId(page, 'create-submit').and(page.locator(':enabled')).click();
    await page.waitForURL('**/experiments/tiny');
  });

  it('refuses impossible row counts in the generate dialog, beside the field', async () => {
    await byTestId(page, 'generate-button').first().click();
    await byTestId(page, 'rows-input-people').fill('0');
    await byTestId(page, 'rows-error-people').waitFor();
    expect(await byTestId(page, 'rows-error-people').innerText()).toMatch(/4,294,967,296/);
    await byTestId(page, 'rows-input-people').fill('700');
    await byTestId(page, 'generate-confirm').click();
    await byTestId(page, 'run-status').filter({ hasText: /completed/i }).first().waitFor();
  });

  it('marks NULLs in the results', async () => {
    await page.goto('/query?experiment=tiny');
    await byTestId(page, 'sql-editor').locator('.cm-content').waitFor();
    await writeInEditor(page, 'sql-editor', 'SELECT email FROM people ORDER BY email NULLS FIRST LIMIT 5');
    await byTestId(page, 'run-query').click();
    await byTestId(page, 'result-row-count').waitFor();
    const emails = byTestId(page, 'result-grid').locator('.ag-row .ag-cell:last-child');
    await emails.first().waitFor();
    expect(await emails.allInnerTexts()).toEqual(['NULL', 'NULL', 'NULL', 'NULL', 'NULL']);
  });

  it('says that a run is active already', async () => {
    const started = await visit.product.post('/experiments/tiny/generate', { rows: { people: 100_000_000 } });
    const { id } = (await started.json()) as { id: number };
    const second = await visit.product.post('/experiments/tiny/generate', {});
    expect(second.status).toBe(409);
    await page.goto('/experiments/tiny');
    await byTestId(page, 'abort-button').first().click();
    await byTestId(page, 'run-status').filter({ hasText: /aborted/i }).first().waitFor();
    const answer = await fetch(`${visit.product.url}/api/experiments/tiny/runs/${id}`);
    expect(((await answer.json()) as { status: string }).status).toBe('ABORTED');
  });
});

describe('accessibility', () => {
  it.each(['/experiments', '/experiments/new', '/experiments/tiny', '/query?experiment=tiny'])('%s has no serious violation', async (path) => {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`)).toEqual([]);
  });
});

it('had no error in the page and no request beyond the product', () => expect(problems(page)).toEqual([]));
