import { expect, it } from '@jest/globals';
import { statement, write } from '@ceasefire/monitor-process';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { violations } from './accessibility.ts';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the address of the page', (visit) => {
  let page: Page;
  let complaints: readonly string[];
  const open = async (path: string, options?: BrowserContextOptions): Promise<void> => {
    ({ page, complaints } = await visit.open(path, options));
  };
  const notice = () => page.getByRole('alert').filter({ hasText: 'The address of this page' });
  const band = () => page.getByRole('complementary', { name: 'Another moment is shown' });
  const head = async (): Promise<number> => {
    const answer = await fetch(`${visit.monitor.url}/api/v1/state`);
    return ((await answer.json()) as { position: number }).position;
  };

  it('that asks for what does not exist is told so, with what is shown instead and the way there', async () => {
    await open('/?asOf=2020-13-45&position=abc&colour=red&knownAt=2020-11-10');
    const told = await notice().innerText();
    expect(told).toMatch(/asOf=2020-13-45 is not a date.*Shown instead: what is the case now/);
    expect(told).toMatch(/position=abc is not the number of an entry.*everything recorded so far/);
    expect(told).toMatch(/colour=red is not something that this page can be asked for/);
    expect(await violations(page)).toEqual([]);
    await notice().getByRole('link').click();
    await notice().waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?knownAt=2020-11-10');
    expect(complaints).toEqual([]);
  });

  it('may name an entry of the log, up to which the page is then shown', async () => {
    await open('/?position=57');
    expect(await band().innerText()).toContain('as recorded up to entry 57 of the log');
    expect(await page.getByRole('link', { name: 'data' }).getAttribute('href')).toBe(
      '/api/v1/state?position=57',
    );
    await page
      .getByRole('link', { name: /agreed on a new ceasefire/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    expect(new URL(page.url()).searchParams.get('position')).toBe('57');
    await page.keyboard.press('Escape');
    await band().getByRole('button', { name: 'Back to now' }).click();
    await band().waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
    expect(complaints).toEqual([]);
  });

  it('before the first entry shows a record in which nothing is known', async () => {
    await open('/?position=0');
    expect(await page.getByRole('region', { name: 'Ceasefire' }).innerText()).toMatch(
      /No ceasefire/,
    );
    await page.getByText('No development is on record for this moment.').waitFor();
    await page.getByText('No change of a status is on record.').waitFor();
  });

  it('of an older state of the record is not moved by new entries, which are counted from its opening', async () => {
    await open('/?position=57');
    // How far the log goes by now is said below the clocks; the record that is shown stays.
    const record = () => page.locator('.lead, .boards, #disputes, #developments').allInnerTexts();
    const before = await record();
    expect(await band().innerText()).not.toMatch(/newer/);
    await write(
      visit.monitor,
      'developments',
      statement({ id: 'later', summary: 'Somebody spoke.' }),
    );
    await band().getByText('1 newer entry since you opened it.').waitFor();
    expect(before).toHaveLength(4);
    expect(await record()).toEqual(before);
  });

  it('beyond the end of the log says where the log ends, and shows everything recorded so far', async () => {
    await open('/?position=999999999');
    const end = await head();
    expect(await notice().innerText()).toContain(
      `position=999999999 is beyond the log, which ends with entry ${end}`,
    );
    expect(await band().count()).toBe(0);
    await notice().getByRole('link').click();
    await notice().waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('');
  });

  it('that was mended does not come back by going on and back', async () => {
    await open('/?asOf=soon');
    await notice().getByRole('link').click();
    await page.getByRole('button', { name: /Previous change/ }).click();
    await band().waitFor();
    await page.goBack();
    await band().waitFor({ state: 'detached' });
    expect(await notice().count()).toBe(0);
  });
});
