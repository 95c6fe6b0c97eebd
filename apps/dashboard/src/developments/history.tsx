import { useState } from 'react';
import { apiPath, getJson } from '../connection/api.ts';
import type { HistoryAnswer, HistoryEntry } from '../connection/wire.ts';
import { formatClock, formatDay } from '../format/dates.ts';
import { capitalised, formatNumber, kindWords } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';

type Loaded = { readonly items: readonly HistoryEntry[] } | { readonly error: string } | null;

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function fieldName(pointer: string): string {
  return capitalised(pointer.split('/').filter(Boolean).join(' › '));
}

function Entry({ entry }: { entry: HistoryEntry }) {
  return (
    <li>
      <p>
        <strong>{kindWords(entry.type)}</strong>
        <span className="fine">
          {' '}
          {formatDay(entry.recordedAt)}, {formatClock(entry.recordedAt)}, by {entry.recordedBy} ·
          position {entry.position}
        </span>
      </p>
      {entry.reason !== null && <p>{entry.reason}</p>}
      {entry.version > 1 && entry.changes.length > 0 && (
        <dl className="changes">
          {entry.changes.map(({ pointer, before, after }) => (
            <div key={pointer}>
              <dt>{fieldName(pointer)}</dt>
              <dd>
                <del>{shown(before)}</del> <ins>{shown(after)}</ins>
              </dd>
            </div>
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
          <p id="later-entries" className="later-entries">
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
