#!/usr/bin/env node
// Makes docs/dashboard.png, the picture in the README, from the page as it is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureBuilt, product, root } from './built.mjs';

const port = process.env.PORT ?? '3097';
const url = `http://127.0.0.1:${port}/`;

await ensureBuilt(product);
const dataDir = await mkdtemp(join(tmpdir(), 'ceasefire-monitor-picture-'));
await chmod(dataDir, 0o755);
const server = spawn(process.execPath, [join(root, 'tools/start.mjs')], {
  env: { ...process.env, PORT: port, DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
  stdio: 'inherit',
});
try {
  await ready();
  await picture(join(root, 'docs/dashboard.png'));
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
  await rm(dataDir, { recursive: true, force: true });
}

async function ready() {
  while (server.exitCode === null) {
    const answer = await fetch(new URL('health/ready', url)).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The monitor ended before it was ready.');
}

async function picture(path) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1180 } });
  await page.goto(url);
  await page.getByRole('region', { name: 'Ceasefire' }).waitFor();
  await page.waitForTimeout(1000); // The first paint fades in.
  await page.screenshot({ path });
  await browser.close();
}
