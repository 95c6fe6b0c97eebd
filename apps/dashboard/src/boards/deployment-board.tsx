import type { DeploymentBoard as Deployment, StrengthReading } from '@ceasefire/domain';
import { DevelopmentLink } from '../developments/development-link.tsx';
import { formatDay } from '../format/dates.ts';
import { formatStrength } from '../format/strength.ts';
import { capitalised } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';
import { BoardSection, ChangedMark } from './board-section.tsx';
import { Reasons } from './reasons.tsx';
import { SinceLine } from './since-line.tsx';
import { StatusMark } from './status-mark.tsx';

function Strength({
  strength,
  history,
}: {
  strength: StrengthReading;
  history: readonly StrengthReading[];
}) {
  return (
    <div className="strength">
      <p>
        <span className="figure">{capitalised(formatStrength(strength))}</span>{' '}
        <span className="fine">
          people,{' '}
          <DevelopmentLink id={strength.development}>
            as reported for {formatDay(strength.asOf)}
          </DevelopmentLink>
        </span>
      </p>
      {history.length > 0 && (
        <details>
          <summary>Earlier figures</summary>
          <ul className="plain">
            {history.map((reading) => (
              <li key={`${reading.development}-${reading.asOf}`}>
                <DevelopmentLink id={reading.development}>
                  {capitalised(formatStrength(reading))}
                </DevelopmentLink>
                <span className="fine"> for {formatDay(reading.asOf)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function DeploymentEntry({ board }: { board: Deployment }) {
  const reference = useMonitorState((state) => state.reference);
  const changed = useMonitorState((state) => state.changed.includes(board.id));
  return (
    <article className="deployment">
      <h3>{nameOf(reference, 'processes', board.id)}</h3>
      <p className="standing">
        <StatusMark status={board.status} large />
        <ChangedMark changed={changed} />
      </p>
      <SinceLine {...board} />
      {board.strength !== null && (
        <Strength strength={board.strength} history={board.strengthHistory} />
      )}
      <Reasons because={board.because} />
      {board.tasks.length > 0 && (
        <div>
          <p className="label">Tasks</p>
          <ul className="tasks">
            {board.tasks.map((task) => (
              <li key={task}>{capitalised(task)}</li>
            ))}
          </ul>
        </div>
      )}
    </article>
  );
}

/** The peacekeepers: who sends them, whether they are there, and how many. */
export function DeploymentBoards({ boards }: { boards: readonly Deployment[] }) {
  return (
    <BoardSection id="peacekeepers" title="Peacekeepers">
      {boards.length === 0 ? (
        <p className="fine">No deployment is on record for this moment.</p>
      ) : (
        boards.map((board) => <DeploymentEntry key={board.id} board={board} />)
      )}
    </BoardSection>
  );
}
