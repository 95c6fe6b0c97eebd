import type { Expectation } from '@ceasefire/domain';
import { DevelopmentLink } from '../developments/development-link.tsx';
import { formatDayRange } from '../format/dates.ts';
import { kindWords } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';
import { StatusMark } from './status-mark.tsx';

function ExpectationEntry({ expectation }: { expectation: Expectation }) {
  const reference = useMonitorState((state) => state.reference);
  const { expects, issues, window, status, because } = expectation;
  const on = issues.map((id) => nameOf(reference, 'issues', id));
  const words = `${kindWords(expects)}${on.length === 0 ? '' : `: ${on.join('; ')}`}`;
  const first = because[0];
  return (
    <li>
      <div className="entry-head">
        {first === undefined ? (
          <span className="entry-name">{words}</span>
        ) : (
          <DevelopmentLink id={first} className="entry-name">
            {words}
          </DevelopmentLink>
        )}
        <StatusMark status={status} />
      </div>
      <p className="fine">Expected {formatDayRange(window.from, window.to)}</p>
    </li>
  );
}

/** What was announced for a negotiation, and whether it came about in its time. */
export function ExpectationList({ expectations }: { expectations: readonly Expectation[] }) {
  if (expectations.length === 0) return null;
  return (
    <div className="part">
      <h4 className="part-title">What was announced</h4>
      <ul className="entries">
        {expectations.map((expectation) => (
          <ExpectationEntry
            key={`${expectation.because.join()}-${expectation.window.from}`}
            expectation={expectation}
          />
        ))}
      </ul>
    </div>
  );
}
