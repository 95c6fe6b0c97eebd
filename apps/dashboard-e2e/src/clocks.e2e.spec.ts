import { expect, it } from '@jest/globals';
import { statement, write } from '@ceasefire/monitor-process';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { overflow, violations } from './accessibility.ts';
import { describeInBrowser } from './browser.ts';

describeInBrowser('the clocks of the page', (visit) => {
  let page: Page;
  const open = async (path = '/', options?: BrowserContextOptions): Promise<void> => {
    ({ page } = await visit.open(path, options));
  };
  const field = (name: string) => page.getByRole('textbox', { name });
  const asked = (name: string) => new URL(page.url()).searchParams.get(name);
  const band = () => page.getByRole('complementary', { name: 'Another moment is shown' });

  it('are set with the keyboard alone, in the words of the page', async () => {
    await open();
    await field('What was true on').focus();
    await page.keyboard.type('10 oct 2020 08:00');
    await page.keyboard.press('Enter');
    await band().getByText('10 Oct 2020, 08:00 UTC').waitFor();
    expect(asked('asOf')).toBe('2020-10-10T08:00Z');
    expect(await field('What was true on').inputValue()).toBe('10 Oct 2020, 08:00 UTC');
    await field('As recorded up to entry').focus();
    await page.keyboard.type('57');
    await page.keyboard.press('Tab');
    await band()
      .getByText(/entry 57 of the log/)
      .waitFor();
    expect(asked('position')).toBe('57');
    // There is no such entry, and the one that is shown stays.
    await field('As recorded up to entry').fill('9999');
    await page.keyboard.press('Enter');
    await page.getByText('Not understood. 0 to 108').waitFor();
    expect(asked('position')).toBe('57');
  });

  it('show the whole ring around the field that has the focus', async () => {
    await open('/', { viewport: { width: 1440, height: 1200 } });
    const right = await field('As known by').evaluate((box) => {
      const { right: x, top: y, height } = box.getBoundingClientRect();
      return { x: x + 2, y: y + 8, width: 3, height: height - 16 };
    });
    const without = await page.screenshot({ clip: right });
    await field('As known by').focus();
    expect((await page.screenshot({ clip: right })).equals(without)).toBe(false);
  });

  it('do not guess at what has two meanings, and say what to write instead', async () => {
    await open();
    await field('As known by').fill('10/11/2020');
    await field('As known by').press('Enter');
    await page.getByText(/^Not understood\. A day \(10 Nov 2020\)/).waitFor();
    expect(await field('As known by').getAttribute('aria-invalid')).toBe('true');
    expect(asked('knownAt')).toBeNull();
    expect(await violations(page)).toEqual([]);
    await field('As known by').press('Escape');
    expect(await field('As known by').inputValue()).toBe('');
  });

  it('are set by the calendar of the browser as well', async () => {
    await open('/', { viewport: { width: 360, height: 780 } });
    await page.getByRole('button', { name: 'What was true on: choose a day' }).click();
    await page.locator('input[type=date]').first().fill('2020-11-10');
    await band().waitFor();
    expect(asked('asOf')).toBe('2020-11-10');
  });

  it.each([
    ['twice', 720],
    ['four times', 360],
  ])(
    'and all the rest fit a desk that is enlarged %s, with another moment shown',
    async (_, width) => {
      await open('/?asOf=2020-11-10&knownAt=2020-11-10&position=90', {
        viewport: { width, height: 450 },
      });
      expect(await overflow(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
    },
  );

  it('claim nothing of a moment that could not be read', async () => {
    await open('/', { viewport: { width: 360, height: 780 } });
    const unread = '**/api/v1/state?asOf=2020-10-08*';
    await page.route(unread, (route) => route.abort());
    await field('What was true on').fill('8 Oct 2020');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await alert.getByText('This could not be read: what was the case on 8 Oct 2020').waitFor();
    await alert.getByText('Still shown below is what is the case now.').waitFor();
    expect(await band().count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.unroute(unread);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await band().getByText('what was the case on 8 Oct 2020').waitFor();
    expect(await alert.count()).toBe(0);
  });

  const widths = [1440, 1200, 960, 768, 360, 320];
  it.each(widths)('stay where they are at %i px, whatever day is read', async (width) => {
    await open('/', { viewport: { width, height: 800 } });
    const slider = page.getByRole('slider');
    const top = () => slider.evaluate((box) => box.getBoundingClientRect().top + scrollY);
    const tops = [await top()];
    for (const day of ['23 Nov 2020', '15 Nov 2020', '5 Nov 2020', '9 Oct 2020', '8 Oct 2020']) {
      await field('What was true on').fill(day);
      await page.keyboard.press('Enter');
      await band().getByText(`what was the case on ${day}`).waitFor();
      tops.push(await top());
    }
    // Lines of text end on whole pixels, and the room for them need not.
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(1);
  });

  it('are stepped through by three buttons in one line, on a phone too', async () => {
    await open('/?asOf=2020-11-10', { viewport: { width: 360, height: 780 } });
    const steps = page.getByRole('region', { name: 'Move through time' }).getByRole('button');
    const tops = [0, 1, 2].map(async (nth) => (await steps.nth(nth).boundingBox())?.y);
    expect(new Set(await Promise.all(tops)).size).toBe(1);
  });

  it('leave room for the weeks of the fighting where one change lies years after them', async () => {
    const occurred = { from: '2024-06-01', to: '2024-06-01', precision: 'day', certainty: 'text' };
    const late = { kind: 'CeasefireViolated', process: 'trilateral-2020-11', occurred };
    expect((await write(visit.monitor, 'developments', statement(late))).status).toBe(201);
    await open('/', { viewport: { width: 360, height: 780 } });
    const lane = page.getByRole('img', { name: /^Ceasefire: .*violated from 1 Jun 2024$/ });
    const within = (await lane.boundingBox())?.width ?? 0;
    const late2020 = lane.getByTitle(/^In force, 10 Nov 2020 – 1 Jun 2024/);
    const left = await late2020.evaluate((bar) => (bar as HTMLElement).offsetLeft);
    expect(left / within).toBeGreaterThan(0.4);
    expect(await lane.getByTitle(/^No change, and drawn short: 26 Nov 2020 – 31 May/).count()).toBe(
      1,
    );
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    // The arrow keys lead through the folded years and never stand still in them.
    await page.getByRole('slider').focus();
    const days: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('ArrowLeft');
      days.push(asked('asOf') ?? '');
    }
    expect(new Set(days).size).toBe(12);
    expect(days).toEqual(days.toSorted().reverse());
    expect(days.at(-1)).toMatch(/^2023-/);
  });
});
