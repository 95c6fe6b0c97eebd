import { useRef, useState } from 'react';
import { formatOccurred } from '../format/occurred.ts';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import type { FeedState } from '../monitor/state.ts';
import { DevelopmentItem } from './development-item.tsx';
import { FeedFilters } from './feed-filters.tsx';
import { isFiltering, noFilter } from './filter.ts';
import { FeedSkeleton } from './feed-skeleton.tsx';
import { WaitingPill } from './waiting-pill.tsx';

function Empty({ feed }: { feed: FeedState }) {
  const monitor = useMonitor();
  if (!isFiltering(feed.filter))
    return <p className="nothing">No development is on record for this moment.</p>;
  return (
    <div className="nothing">
      <p>No development matches.</p>
      <button type="button" className="quiet" onClick={() => void monitor.feed.filter(noFilter)}>
        Clear the filter
      </button>
    </div>
  );
}

function Failed({ feed }: { feed: FeedState }) {
  const monitor = useMonitor();
  return (
    <div className="nothing" role="alert">
      <p>The developments could not be read. {feed.error}</p>
      <button type="button" className="quiet" onClick={() => void monitor.feed.filter(feed.filter)}>
        Try again
      </button>
    </div>
  );
}

function Items({ feed, count }: { feed: FeedState; count: number }) {
  const fresh = new Set(feed.fresh);
  return feed.items.slice(0, count).map((development, index) => {
    const above = feed.items[index - 1];
    const date = formatOccurred(development.occurred);
    return (
      <DevelopmentItem
        key={development.id}
        development={development}
        sameDate={above !== undefined && formatOccurred(above.occurred) === date}
        fresh={fresh.has(development.id)}
      />
    );
  });
}

/** How many developments are shown at first, and more at a time. */
const STEP = 30;

function List({ feed }: { feed: FeedState }) {
  const monitor = useMonitor();
  const [wanted, setWanted] = useState(STEP);
  // What was just let in is shown, however far down its date puts it.
  const lastFresh = feed.items.findLastIndex(({ id }) => feed.fresh.includes(id));
  const count = Math.max(wanted, lastFresh + 1);
  const loading = feed.phase === 'loading-more';
  const more = () => {
    setWanted(count + STEP);
    if (count + STEP > feed.items.length) void monitor.feed.readOn();
  };
  return (
    <>
      <ul className="developments" aria-label="Developments">
        <Items feed={feed} count={count} />
      </ul>
      {(count < feed.items.length || feed.next !== null) && (
        <button type="button" className="quiet more" disabled={loading} onClick={more}>
          {loading ? 'Loading…' : 'Load more'}
        </button>
      )}
    </>
  );
}

/** Everything on record, newest first. */
export function Feed() {
  const feed = useMonitorState((state) => state.feed);
  const list = useRef<HTMLElement>(null);
  const waitingForFirst = feed.phase === 'loading' && feed.items.length === 0;
  return (
    <section
      className="band feed"
      id="developments"
      aria-labelledby="developments-title"
      ref={list}
      tabIndex={-1}
    >
      <div className="feed-aside">
        <h2 className="band-title" id="developments-title">
          Developments
        </h2>
        <p className="band-note">Newest first by when they happened, as far as the reports say.</p>
        <FeedFilters />
      </div>
      <div className="feed-main" aria-busy={feed.phase === 'loading'}>
        <WaitingPill feed={list} />
        {waitingForFirst && <FeedSkeleton />}
        {feed.phase === 'failed' && <Failed feed={feed} />}
        {feed.phase === 'ready' && feed.items.length === 0 && feed.next === null && (
          <Empty feed={feed} />
        )}
        <List key={`${feed.filter.group} ${feed.filter.text}`} feed={feed} />
      </div>
    </section>
  );
}
