import type { DevelopmentDocument } from '../connection/wire.ts';
import { formatOccurred } from '../format/occurred.ts';
import { kindWords, listWords } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';
import { BadgeList } from './badge-list.tsx';
import { DevelopmentLink } from './development-link.tsx';
import { attributionWords, supportWords } from './sources.ts';

interface DevelopmentItemProps {
  readonly development: DevelopmentDocument;
  /** True where the item above says the same date: it is then said for listeners only. */
  readonly sameDate: boolean;
  readonly fresh: boolean;
}

/** One development in the feed: when, what, who, and according to whom. */
export function DevelopmentItem({ development, sameDate, fresh }: DevelopmentItemProps) {
  const reference = useMonitorState((state) => state.reference);
  const { id, kind, summary, occurred, actors, sources, status } = development;
  const names = [...new Set(actors.map((actor) => nameOf(reference, 'actors', actor.id)))];
  const [first, ...others] = sources;
  return (
    <li className={`development${fresh ? ' fresh' : ''}${status === 'active' ? '' : ' withdrawn'}`}>
      <p className={`development-date${sameDate ? ' same-date' : ''}`}>
        {formatOccurred(occurred)}
      </p>
      <div>
        <p className="development-kind">
          <span>{kindWords(kind)}</span>
          {fresh && <span className="changed-mark">New</span>}
          <BadgeList development={development} />
        </p>
        <h3 className="development-summary">
          <DevelopmentLink id={id}>{summary}</DevelopmentLink>
        </h3>
        {names.length > 0 && <p className="development-actors">{listWords(names)}</p>}
        {first !== undefined && (
          <p className="development-source">
            {attributionWords(first)}
            {others.length > 0 && ` and ${others.length} more`}
            <span className="support">{supportWords(development)}</span>
          </p>
        )}
      </div>
    </li>
  );
}
