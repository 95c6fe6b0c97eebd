import type { Issue, IssuePosition } from '@ceasefire/domain';
import { DevelopmentLink } from '../developments/development-link.tsx';
import { counted } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';
import { StatusMark } from './status-mark.tsx';

function Position({ position }: { position: IssuePosition }) {
  const reference = useMonitorState((state) => state.reference);
  const first = position.because[0];
  return (
    <div className="position">
      <dt>{nameOf(reference, 'actors', position.party)}</dt>
      <dd>
        {first === undefined ? (
          position.position
        ) : (
          <DevelopmentLink id={first}>{position.position}</DevelopmentLink>
        )}
      </dd>
    </div>
  );
}

function IssueEntry({ issue }: { issue: Issue }) {
  const reference = useMonitorState((state) => state.reference);
  const name = nameOf(reference, 'issues', issue.id);
  const first = issue.because[0];
  return (
    <li className="issue">
      <div className="entry-head">
        {first === undefined ? (
          <span className="entry-name">{name}</span>
        ) : (
          <DevelopmentLink id={first} className="entry-name">
            {name}
          </DevelopmentLink>
        )}
        <StatusMark status={issue.status} />
      </div>
      {issue.positions.length === 0 ? (
        <p className="fine">No position is on record.</p>
      ) : (
        <dl className="positions">
          {issue.positions.map((position) => (
            <Position key={`${position.party}:${position.position}`} position={position} />
          ))}
        </dl>
      )}
    </li>
  );
}

/** The questions that a negotiation has to settle, with the positions of the parties side by side. */
export function IssueRegister({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return null;
  const settled = issues.filter((issue) => issue.status === 'SETTLED').length;
  return (
    <div className="part">
      <h4 className="part-title">
        Questions to settle{' '}
        <span className="fine">
          {counted(issues.length, 'issue')}, {settled === 0 ? 'none' : settled} settled
        </span>
      </h4>
      <ul className="entries issues">
        {issues.map((issue) => (
          <IssueEntry key={issue.id} issue={issue} />
        ))}
      </ul>
    </div>
  );
}
