import { useEffect, useRef, useState } from 'react';
import type { DevelopmentDocument } from '../connection/wire.ts';
import { formatOccurred } from '../format/occurred.ts';
import { counted } from '../format/words.ts';
import type { FeedState } from '../monitor/state.ts';
import { useMonitor } from '../monitor/use-monitor.tsx';
import { DevelopmentItem } from './development-item.tsx';
import { partNews } from './news-order.ts';

interface ItemsProps {
  readonly items: readonly DevelopmentDocument[];
  readonly fresh: readonly string[];
}

function Items({ items, fresh }: ItemsProps) {
  return items.map((development, index) => {
    const above = items[index - 1];
    const date = formatOccurred(development.occurred);
    return (
      <DevelopmentItem
        key={development.id}
        development={development}
        sameDate={above !== undefined && formatOccurred(above.occurred) === date}
        fresh={fresh.includes(development.id)}
      />
    );
  });
}

/** What was said to lie ahead of everything that happened: folded, so that no forecast is taken for the newest news. */
function Ahead({ items, fresh }: ItemsProps) {
  const fold = useRef<HTMLDetailsElement>(null);
  const holdsFresh = items.some(({ id }) => fresh.includes(id));
  useEffect(() => {
    if (holdsFresh && fold.current !== null) fold.current.open = true;
  }, [holdsFresh]);
  if (items.length === 0) return null;
  return (
    <details className="ahead" ref={fold}>
      <summary>{counted(items.length, 'forecast')} for after the newest development</summary>
      <p className="fine">Said to lie ahead. That it came about is not said here.</p>
      <ul className="developments" aria-label="Forecasts">
        <Items items={items} fresh={fresh} />
      </ul>
    </details>
  );
}

/** How many developments are shown at first, and more at a time. */
const STEP = 30;

/** The developments as they are read: the forecasts folded, the rest newest first, a stretch at a time. */
export function FeedList({ feed }: { feed: FeedState }) {
  const monitor = useMonitor();
  const [wanted, setWanted] = useState(STEP);
  const { ahead, happened } = partNews(feed.items);
  // What was just let in is shown, however far down its date puts it.
  const lastFresh = happened.findLastIndex(({ id }) => feed.fresh.includes(id));
  const count = Math.max(wanted, lastFresh + 1);
  const loading = feed.phase === 'loading-more';
  const more = () => {
    setWanted(count + STEP);
    if (count + STEP > happened.length) void monitor.feed.readOn();
  };
  return (
    <>
      <Ahead items={ahead} fresh={feed.fresh} />
      <ul className="developments" aria-label="Developments">
        <Items items={happened.slice(0, count)} fresh={feed.fresh} />
      </ul>
      {(count < happened.length || feed.next !== null) && (
        <button type="button" className="quiet more" disabled={loading} onClick={more}>
          {loading ? 'Loading…' : 'Load more'}
        </button>
      )}
    </>
  );
}
