import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from './browser';
import { Product } from './product';

/** The product and a page on it, for one test file. */
export interface Visit {
  readonly product: Product;
  readonly page: Page;
}

/** Starts the product and a browser before the tests of a file, and ends both after them. @param environment further settings of the product */
export function visitProduct(environment: Readonly<Record<string, string>> = {}): Visit {
  let product: Product;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    product = await Product.start(environment);
    browser = await openBrowser();
    page = await openPage(browser, product.url);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  return {
    get product() {
      return product;
    },
    get page() {
      return page;
    },
  };
}
