import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type Monitor,
  projectRoot,
  startMonitor,
  temporaryFolder,
} from '@ceasefire/monitor-process';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** The built product in a folder of its own, as an image has it, with nothing of the checkout in reach. */
async function standingAlone(packages: readonly string[]): Promise<Monitor> {
  const root = await temporaryFolder();
  open.push(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'node_modules'));
  const modules = packages.map((name) => `node_modules/${name}`);
  for (const part of ['apps/api/bundle', 'apps/dashboard/dist', 'seeds', ...modules])
    await cp(join(projectRoot, part), join(root, part), { recursive: true });
  await cp(join(projectRoot, 'package.json'), join(root, 'package.json'));
  const monitor = await startMonitor({ root });
  open.push(() => monitor.stop());
  return monitor;
}

describe('what is built', () => {
  it('runs without the packages that it was built from, but for the files that it serves', async () => {
    const { url } = await standingAlone(['swagger-ui-dist']);
    for (const path of ['/', '/api/v1/state', '/docs', '/docs/swagger-ui.css'])
      expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 200]);
  }, 60_000);
});
