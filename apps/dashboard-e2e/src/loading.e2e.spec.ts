import { expect, it } from '@jest/globals';
import { describeInBrowser } from './browser.ts';

/** Below this nobody sees a page move: a tenth of what browsers' makers call a good score. */
const UNSEEN = 0.01;

describeInBrowser('the page while it loads', (visit) => {
  it.each([1440, 768, 360])(
    'does not move at %i px, in whatever order the answers come',
    async (width) => {
      const context = await visit.browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      let asked = 0;
      await page.route('**/api/**', async (route) => {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 100 + 150 * (asked % 3)));
        await route.continue();
      });
      await page.addInitScript(() => {
        const moved = { total: 0 };
        Object.assign(window, { moved });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            moved.total += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(`${visit.monitor.url}/`);
      await page.getByText('Loading what is the case').waitFor({ state: 'attached' });
      await page.getByText('Live', { exact: true }).waitFor();
      await page
        .getByRole('list', { name: 'Developments' })
        .getByRole('listitem')
        .first()
        .waitFor();
      const moved = await page.evaluate(
        () => (window as unknown as { moved: { total: number } }).moved.total,
      );
      expect(moved).toBeLessThan(UNSEEN);
    },
  );
});
