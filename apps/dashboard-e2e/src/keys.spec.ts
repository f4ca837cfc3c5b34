import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { byTestId, picture, problems } from './support/browser';
import { visitProduct } from './support/visit';

jest.setTimeout(180_000);

const KEY = 'the-admin-key-of-this-test';

/** A server that needs a key, as a person meets it. */
describe('the key of a server', () => {
  const visit = visitProduct({ DW_SIMULATOR_AUTHENTICATION: 'required', DW_SIMULATOR_ADMIN_KEY: KEY });
  let page: Page;
  beforeAll(() => {
    page = visit.page;
  });
  afterEach(() => expect(problems(page)).toEqual([]));

  it('is asked for in place of every page, and refused where it is wrong', async () => {
    await page.goto('/targets');
    await byTestId(page, 'key-input').fill('wrong');
    await byTestId(page, 'key-submit').click();
    await byTestId(page, 'key-error').filter({ hasText: 'unknown, expired or revoked' }).waitFor();
    await picture(page, 'key');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  it('opens the dashboard until the browser is closed, out of reach of scripts', async () => {
    await byTestId(page, 'key-input').fill(` ${KEY} `);
    await byTestId(page, 'key-submit').click();
    await byTestId(page, 'target-row-duckdb').waitFor();
    await page.reload();
    await byTestId(page, 'target-row-duckdb').waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'dw_sim_key', httpOnly: true, sameSite: 'Strict', expires: -1 });
    expect(await page.evaluate('document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(KEY);
  });

  it('serves event streams, too', async () => {
    const definition = { name: 'shop', tables: [{ name: 'users', target_rows: 10, columns: [{ name: 'id', data_type: 'INT', is_unique: true, required: true }] }] };
    const headers = { authorization: `Bearer ${KEY}` };
    expect((await visit.product.post('/experiments', definition, headers)).status).toBe(201);
    expect((await visit.product.post('/experiments/shop/generate', {}, headers)).status).toBe(202);
    const events = await page.evaluate(`new Promise((resolve, reject) => {
      const source = new EventSource('/api/experiments/shop/runs/1/events');
      source.addEventListener('completed', (event) => { source.close(); resolve(event.data); });
      source.onerror = () => reject(new Error('refused'));
    })`);
    expect(events).toContain('"type":"completed"');
  });
});

describe('the pages under the content security policy', () => {
  const visit = visitProduct();

  it.each(['/experiments', '/experiments/new', '/query', '/targets', '/nowhere', '/api/docs'])('%s breaks none of its rules', async (path) => {
    await visit.page.goto(path);
    await visit.page.waitForLoadState('networkidle');
    expect(problems(visit.page)).toEqual([]);
  });
});
