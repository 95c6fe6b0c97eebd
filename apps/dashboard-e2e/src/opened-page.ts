import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page that was opened, and everything that it complained of so far: exceptions, and errors on its console. */
export interface OpenedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Opens an address in a window of its own and resolves once the boards are drawn. Close `page.context()` after use. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  await page.getByRole('region', { name: 'Ceasefire' }).waitFor();
  return { page, complaints };
}
