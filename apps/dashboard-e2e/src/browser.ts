import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { type Monitor, startMonitor } from '@ceasefire/monitor-process';
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { openPage, type OpenedPage } from './opened-page.ts';

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path));

/** Whether there is a browser to test in. Where there is none the tests are skipped, and the run says so. */
const hasBrowser = executablePath !== undefined;

if (!hasBrowser) {
  process.stderr.write('\n!! No Chromium on this machine: THE BROWSER TESTS ARE SKIPPED.\n\n');
}

/** A headless Chromium that speaks to nobody but the page's own server. @throws Error where there is none */
async function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('Install Chromium: apt-get install chromium');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What a suite in a browser has to itself; it is there once the suite's tests run. */
export interface Visit {
  readonly browser: Browser;
  readonly monitor: Monitor;
  /** Opens a path of the monitor, or a whole address, in a window that is closed after the test. */
  open(address: string, options?: BrowserContextOptions): Promise<OpenedPage>;
}

/** A suite in a real browser, with a product of its own. Where there is no browser it is skipped, and the run counts it as skipped. */
export function describeInBrowser(what: string, rules: (visit: Visit) => void): void {
  const suite = hasBrowser ? describe : describe.skip;
  suite(what, () => rules(prepareVisit()));
}

function prepareVisit(): Visit {
  let browser: Browser;
  let monitor: Monitor;
  beforeAll(async () => {
    [browser, monitor] = await Promise.all([launchBrowser(), startMonitor()]);
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await monitor.stop();
  });
  return {
    get browser() {
      return browser;
    },
    get monitor() {
      return monitor;
    },
    open: (address, options) =>
      openPage(browser, address.startsWith('/') ? `${monitor.url}${address}` : address, options),
  };
}
