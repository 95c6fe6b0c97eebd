import type { CeasefireBoard as Ceasefire } from '@ceasefire/domain';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';
import { ArrangementList } from './arrangement-list.tsx';
import { BoardSection, ChangedMark } from './board-section.tsx';
import { fightingSince } from './fighting-since.ts';
import { Reasons } from './reasons.tsx';
import { SinceLine } from './since-line.tsx';
import { StatusMark } from './status-mark.tsx';

/** The ceasefire: whether one is in force, whether there is fighting, and every arrangement so far. */
export function CeasefireBoard({ board }: { board: Ceasefire }) {
  const reference = useMonitorState((state) => state.reference);
  const changed = useMonitorState((state) => state.changed);
  const fighting = fightingSince(board);
  return (
    <BoardSection id="ceasefire" title="Ceasefire">
      {board.arrangement !== null && (
        <p className="of-what">{nameOf(reference, 'processes', board.arrangement)}</p>
      )}
      <p className="standing">
        <StatusMark status={board.status} large />
        <ChangedMark changed={changed.includes('ceasefire')} />
      </p>
      <SinceLine {...board} />
      <Reasons because={board.because} />
      <div className="part">
        <h3>Hostilities</h3>
        <p className="standing">
          <StatusMark status={board.hostilities} />
          {fighting !== null && <span className="fine"> {fighting}</span>}
          <ChangedMark changed={changed.includes('hostilities')} />
        </p>
        <Reasons because={board.hostilitiesBecause} />
      </div>
      <div className="part">
        <h3>All arrangements</h3>
        <ArrangementList arrangements={board.arrangements} current={board.arrangement} />
      </div>
    </BoardSection>
  );
}
