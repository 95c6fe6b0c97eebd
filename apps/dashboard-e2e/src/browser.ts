import { describe } from '@jest/globals';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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
export async function launchBrowser(): Promise<Browser> {
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

/** A suite in a real browser. Where there is none it is skipped, and the run counts it as skipped. */
export function describeInBrowser(what: string, rules: () => void): void {
  if (hasBrowser) describe(what, rules);
  else describe.skip(what, rules);
}
