import { useRef } from 'react';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import type { FeedState } from '../monitor/state.ts';
import { FeedList } from './feed-list.tsx';
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
        <FeedList key={`${feed.filter.group} ${feed.filter.text}`} feed={feed} />
      </div>
    </section>
  );
}
