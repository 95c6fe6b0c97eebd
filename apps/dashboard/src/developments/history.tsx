import { useState } from 'react';
import { apiPath, getJson } from '../connection/api.ts';
import type { HistoryAnswer, HistoryEntry } from '../connection/wire.ts';
import { formatClock, formatDay } from '../format/dates.ts';
import { formatNumber } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { eventWords, fieldWords, valueWords } from './history-words.ts';
import { NamedLink } from './named-link.tsx';

type Loaded = { readonly items: readonly HistoryEntry[] } | { readonly error: string } | null;

function Value({ value, pointer }: { value: unknown; pointer: string }) {
  const reference = useMonitorState((state) => state.reference);
  if (typeof value === 'string' && fieldWords(pointer).sort === 'development')
    return <NamedLink id={value} />;
  return valueWords(value, pointer, reference);
}

type Change = HistoryEntry['changes'][number];

/** What a field was and is; of a field that came or went, only what is there. */
function ChangedField({ change: { pointer, before, after } }: { change: Change }) {
  const isThere = (value: unknown) => value !== undefined && value !== null;
  return (
    <div>
      <dt>{fieldWords(pointer).words}</dt>
      {isThere(before) && (
        <dd>
          <span className="sr-only">No longer: </span>
          <del>
            <Value value={before} pointer={pointer} />
          </del>
        </dd>
      )}
      {isThere(after) && (
        <dd>
          {isThere(before) && <span className="sr-only">Now: </span>}
          <ins>
            <Value value={after} pointer={pointer} />
          </ins>
        </dd>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  return (
    <li>
      <p>
        <strong>{eventWords(entry.type)}</strong>
        <span className="fine">
          {' '}
          {formatDay(entry.recordedAt)}, {formatClock(entry.recordedAt)}, by {entry.recordedBy} ·
          entry {formatNumber(entry.position)}
        </span>
      </p>
      {entry.reason !== null && <p>{entry.reason}</p>}
      {entry.version > 1 && entry.changes.length > 0 && (
        <dl className="changes">
          {entry.changes.map((change) => (
            <ChangedField key={change.pointer} change={change} />
          ))}
        </dl>
      )}
    </li>
  );
}

function EntryList({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <ol className="history">
      {entries.map((entry) => (
        <Entry key={entry.position} entry={entry} />
      ))}
    </ol>
  );
}

function Entries({ loaded }: { loaded: Loaded }) {
  const last = useMonitorState((state) => state.address.position);
  if (loaded === null) return <p className="fine">Loading…</p>;
  if ('error' in loaded) return <p role="alert">The history could not be read. {loaded.error}</p>;
  const counts = ({ position }: HistoryEntry) => last === null || position <= last;
  const before = loaded.items.filter(counts);
  const later = loaded.items.filter((entry) => !counts(entry));
  return (
    <>
      {before.length > 0 && <EntryList entries={before} />}
      {last !== null && later.length > 0 && (
        <div role="group" aria-labelledby="later-entries">
          <p id="later-entries" className="later">
            After entry {formatNumber(last)}, up to which the page is shown
          </p>
          <EntryList entries={later} />
        </div>
      )}
    </>
  );
}

/** Who recorded and changed a development, when and why; read when it is opened. */
export function History({ id }: { id: string }) {
  const [loaded, setLoaded] = useState<Loaded>(null);
  const read = async () => {
    try {
      const path = apiPath(`developments/${encodeURIComponent(id)}/history`);
      setLoaded({ items: (await getJson<HistoryAnswer>(path)).items });
    } catch (error) {
      setLoaded({ error: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <details
      className="history-fold"
      onToggle={(event) => {
        if (event.currentTarget.open) void read();
      }}
    >
      <summary>History of this record</summary>
      <Entries loaded={loaded} />
    </details>
  );
}
