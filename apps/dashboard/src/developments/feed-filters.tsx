import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { groups, groupWords } from './filter.ts';

/** A pause in typing, in milliseconds, after which the search is sent. */
const TYPING_PAUSE_MS = 250;

function SearchField() {
  const monitor = useMonitor();
  const filter = useMonitorState((state) => state.feed.filter);
  return (
    <label className="search">
      <span className="label">Search</span>
      <input
        type="search"
        value={filter.text}
        maxLength={200}
        placeholder="Summary, outlet or title"
        onChange={(event) => {
          void monitor.feed.filter({ ...filter, text: event.target.value }, TYPING_PAUSE_MS);
        }}
      />
    </label>
  );
}

/** What the feed shows: a group of kinds, and words to look for. */
export function FeedFilters() {
  const monitor = useMonitor();
  const filter = useMonitorState((state) => state.feed.filter);
  return (
    <div className="filters" role="group" aria-label="Filter developments">
      <SearchField />
      <div className="chips">
        {groups.map((group) => (
          <button
            key={group}
            type="button"
            className="chip"
            aria-pressed={filter.group === group}
            onClick={() => void monitor.feed.filter({ ...filter, group })}
          >
            {groupWords(group)}
          </button>
        ))}
      </div>
    </div>
  );
}
