import { useEffect, type RefObject } from 'react';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { waitingWords } from './waiting-words.ts';

/** True while nothing of the feed has come into view, so that inserting moves nothing that is being read. */
function isBelowView(feed: HTMLElement | null): boolean {
  return feed !== null && feed.getBoundingClientRect().top >= window.innerHeight;
}

/** Tells how many developments wait, and lets them in when asked; lets them in by itself while the feed is out of sight. */
export function WaitingPill({ feed }: { feed: RefObject<HTMLElement | null> }) {
  const monitor = useMonitor();
  const { waiting, items } = useMonitorState((state) => state.feed);
  const count = waiting.size;
  useEffect(() => {
    if (count > 0 && isBelowView(feed.current)) void monitor.feed.showWaiting();
  }, [monitor, count, feed]);
  const show = async () => {
    feed.current?.focus({ preventScroll: true });
    await monitor.feed.showWaiting();
    feed.current?.querySelector('.fresh')?.scrollIntoView({ block: 'center' });
  };
  return (
    <div className="pill-place" role="status">
      {count > 0 && (
        <button type="button" className="pill" onClick={() => void show()}>
          {waitingWords([...waiting.keys()], items)}
        </button>
      )}
    </div>
  );
}
