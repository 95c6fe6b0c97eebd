import type { Allegation, Arrangement } from '@ceasefire/domain';
import { formatTime, isWholeDay } from '../format/dates.ts';
import { capitalised, counted, listWords } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { DevelopmentLink } from '../developments/development-link.tsx';
import { nameOf } from '../situation/reference.ts';
import { StatusMark } from './status-mark.tsx';
import { possiblyWords } from './status-words.ts';

/** An instant at the end of a day is the latest that its source allows, so it is said as "by". */
function at(instant: string): string {
  return `${isWholeDay(instant) ? 'by' : 'at'} ${formatTime(instant)}`;
}

function dates({ agreedAt, effectiveAt, endedAt }: Arrangement): string {
  const atOnce = agreedAt !== null && agreedAt === effectiveAt;
  const parts = [
    atOnce ? `agreed and in force ${at(agreedAt)}` : null,
    atOnce || agreedAt === null ? null : `agreed ${at(agreedAt)}`,
    atOnce || effectiveAt === null ? null : `in force ${at(effectiveAt)}`,
    endedAt === null ? null : `ended ${at(endedAt)}`,
  ];
  return capitalised(parts.filter((part) => part !== null).join(', '));
}

function AllegationLine({ allegation }: { allegation: Allegation }) {
  const reference = useMonitorState((state) => state.reference);
  const { accuser, accused, count, because } = allegation;
  const times = `${counted(count, 'violation')} alleged`;
  const first = because[0];
  return (
    <li>
      {nameOf(reference, 'actors', accuser)} accuses {nameOf(reference, 'actors', accused)}:{' '}
      {first === undefined ? times : <DevelopmentLink id={first}>{times}</DevelopmentLink>}
    </li>
  );
}

function ArrangementEntry({ arrangement }: { arrangement: Arrangement }) {
  const reference = useMonitorState((state) => state.reference);
  const names = (ids: readonly string[]) =>
    listWords(ids.map((id) => nameOf(reference, 'actors', id)));
  const { id, status, parties, mediators, allegations, because } = arrangement;
  const possibly = possiblyWords(arrangement.possibly);
  const name = nameOf(reference, 'processes', id);
  const when = dates(arrangement);
  return (
    <li>
      <div className="entry-head">
        {because[0] === undefined ? (
          <span className="entry-name">{name}</span>
        ) : (
          <DevelopmentLink id={because[0]} className="entry-name">
            {name}
          </DevelopmentLink>
        )}
        <StatusMark status={status} />
      </div>
      {possibly !== null && <p className="fine">{possibly}</p>}
      {when !== '' && <p className="fine">{when}</p>}
      {parties.length > 0 && (
        <p className="fine">
          Between {names(parties)}
          {mediators.length > 0 && `; mediated by ${names(mediators)}`}
        </p>
      )}
      {allegations.length > 0 && (
        <ul className="allegations">
          {allegations.map((allegation) => (
            <AllegationLine
              key={`${allegation.accuser}>${allegation.accused}`}
              allegation={allegation}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The one that the board goes by first, the others with the newest first. */
function inOrder(arrangements: readonly Arrangement[], current: string | null) {
  const rank = ({ id, agreedAt, since }: Arrangement) =>
    id === current ? Infinity : Date.parse(agreedAt ?? since ?? '') || 0;
  return arrangements.toSorted((a, b) => rank(b) - rank(a));
}

interface ArrangementListProps {
  readonly arrangements: readonly Arrangement[];
  /** The one that the board goes by. */
  readonly current: string | null;
}

/** Every arrangement with what became of it, and who accuses whom of breaking it. */
export function ArrangementList({ arrangements, current }: ArrangementListProps) {
  if (arrangements.length === 0) return <p className="fine">None is on record for this moment.</p>;
  return (
    <ul className="entries">
      {inOrder(arrangements, current).map((arrangement) => (
        <ArrangementEntry key={arrangement.id} arrangement={arrangement} />
      ))}
    </ul>
  );
}
