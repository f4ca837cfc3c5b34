import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const SCREENSHOTS = join(__dirname, '../../../../tmp/screenshots');
const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** A headless Chromium that talks to nobody but the product. `CHROME_PATH` names the program. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? PLACES[0],
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page that fails the test for every error of the console and every request beyond the product. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  problemsOf.set(page, []);
  page.on('pageerror', (error) => problemsOf.get(page)?.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted Types|Cross-Origin/i.test(message.text())) problemsOf.get(page)?.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && /^https?:/.test(request.url())) problemsOf.get(page)?.push(`request to ${request.url()}`);
  });
  return page;
}

const problemsOf = new WeakMap<Page, string[]>();

/** What went wrong in the page so far. */
export function problems(page: Page): readonly string[] {
  return problemsOf.get(page) ?? [];
}

export function byTestId(page: Page, id: string): Locator {
  return page.locator(`[data-testid="${id}"]`);
}

/** Keeps a picture of the page under `tmp/screenshots`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

/** Replaces the text of a CodeMirror editor. */
export async function writeInEditor(page: Page, id: string, text: string): Promise<void> {
  const content = byTestId(page, id).locator('.cm-content');
  await content.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}
