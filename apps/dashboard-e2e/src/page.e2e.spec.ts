import { expect, it } from '@jest/globals';
import { type Written, freePort, startMonitor, statement, write } from '@ceasefire/monitor-process';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { overflow, violations } from './accessibility.ts';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the page in a browser', (visit) => {
  let page: Page;
  let complaints: readonly string[];
  const open = async (path = '/', options: BrowserContextOptions = {}): Promise<void> => {
    ({ page, complaints } = await visit.open(path, options));
  };
  const board = (name: string) => page.getByRole('region', { name });
  const developments = () => page.getByRole('list', { name: 'Developments' });

  it('fills three boards with status, since when, and why, without a complaint', async () => {
    await open();
    expect(await board('Ceasefire').innerText()).toMatch(/In force[\s\S]*10 Nov/i);
    expect(await board('Peacekeepers').innerText()).toMatch(/Deployed[\s\S]*2,000/i);
    expect(await board('Monitoring-centre talks').innerText()).toMatch(/In talks/i);
    await developments().getByRole('listitem').first().waitFor();
    expect(await page.title()).toMatch(/in force/i);
    expect(complaints).toEqual([]);
  });

  it('shows a posted development and the board that it moves, without a reload, once', async () => {
    await open();
    await developments().getByRole('listitem').first().waitFor();
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    const summary = 'The two defence ministries agreed on the terms of the centre.';
    const { status } = await write<Written>(
      visit.monitor,
      'developments',
      statement({ id: 'terms', kind: 'TermsAgreed', process: 'monitoring-centre', summary }),
    );
    expect(status).toBe(201);
    await board('Monitoring-centre talks').getByText('Terms agreed').first().waitFor();
    const pill = page.getByRole('button', { name: /new development/ });
    const item = developments().getByText(summary);
    // While the feed is out of sight it lets the development in by itself, and the pill may be gone before it is pressed.
    await Promise.any([pill.click(), item.first().waitFor()]);
    await item.first().waitFor();
    expect(await item.count()).toBe(1);
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('keeps the moment in the address, and going back goes back in time', async () => {
    await open('/?asOf=2020-10-08');
    expect(await board('Ceasefire').innerText()).toMatch(/No ceasefire/i);
    await page
      .getByRole('button', { name: /back to now/i })
      .first()
      .click();
    await board('Ceasefire').getByText('In force').first().waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBeNull();
    await page.goBack();
    await board('Ceasefire').getByText('No ceasefire').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('a past moment is not moved by what happens now', async () => {
    await open('/?asOf=2020-11-25&knownAt=2020-11-25');
    const before = await board('Ceasefire').innerText();
    await write(
      visit.monitor,
      'developments',
      statement({
        id: 'broken',
        kind: 'CeasefireViolated',
        process: 'trilateral-2020-11',
        summary: 'Both capitals confirmed a breach of the truce.',
      }),
    );
    await page.waitForTimeout(500);
    expect(await board('Ceasefire').innerText()).toBe(before);
    await write(
      visit.monitor,
      'developments/broken/retraction',
      { reason: 'test' },
      { 'if-match': '"1"' },
    );
  });

  it('shows the sources of a development one click from the board that it moved', async () => {
    await open('/?asOf=2020-11-25');
    await board('Ceasefire')
      .getByRole('button', { name: /truce|ceasefire/i })
      .or(board('Ceasefire').getByRole('link', { name: /truce|ceasefire/i }))
      .first()
      .click();
    const details = page.getByRole('dialog');
    await details.getByText('DER SPIEGEL').first().waitFor();
    expect(new URL(page.url()).searchParams.get('development')).toBe('S2-01');
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
  });

  it('says that the connection is lost, and catches up when it is back', async () => {
    const port = await freePort();
    const mortal = await startMonitor({ port });
    try {
      await open(mortal.url);
      await developments().getByRole('listitem').first().waitFor();
      await mortal.stop('SIGKILL');
      await page
        .getByText(/connection lost/i)
        .first()
        .waitFor();
      const again = await startMonitor({ port, databaseUrl: mortal.databaseUrl });
      try {
        await write(
          again,
          'developments',
          statement({
            id: 'meanwhile',
            kind: 'CentreOpened',
            process: 'monitoring-centre',
            summary: 'The centre opened.',
          }),
        );
        await board('Monitoring-centre talks')
          .getByText('Operating')
          .first()
          .waitFor({ timeout: 60_000 });
      } finally {
        await again.stop();
      }
    } finally {
      await mortal.stop('SIGKILL');
    }
  }, 120_000);

  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 360],
    ['dark', 360],
  ] as const)('is accessible and fits in %s at %i px', async (colorScheme, width) => {
    await open('/', { colorScheme, viewport: { width, height: 800 } });
    await developments().getByRole('listitem').first().waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
});
