import type { NegotiationBoard as Negotiation } from '@ceasefire/domain';
import { listWords } from '../format/words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';
import { BoardSection, ChangedMark } from './board-section.tsx';
import { ExpectationList } from './expectation-list.tsx';
import { IssueRegister } from './issue-register.tsx';
import { MilestoneTrack } from './milestone-track.tsx';
import { Reasons } from './reasons.tsx';
import { SinceLine } from './since-line.tsx';
import { StatusMark } from './status-mark.tsx';

const IN_PRINCIPLE: Record<Negotiation['agreedInPrinciple'], string> = {
  yes: 'Yes',
  no: 'Not on record',
  possibly: 'Possibly already',
};

function Facts({ board }: { board: Negotiation }) {
  const reference = useMonitorState((state) => state.reference);
  const names = (ids: readonly string[]) =>
    ids.length === 0
      ? 'Nobody on record'
      : listWords(ids.map((id) => nameOf(reference, 'actors', id)));
  return (
    <dl className="facts">
      <div>
        <dt>Agreed in principle</dt>
        <dd>{IN_PRINCIPLE[board.agreedInPrinciple]}</dd>
      </div>
      <div>
        <dt>Rounds concluded</dt>
        <dd>{board.roundsConcluded}</dd>
      </div>
      <div>
        <dt>Awaiting instructions</dt>
        <dd>{names(board.awaitingInstructions)}</dd>
      </div>
      <div>
        <dt>Taking part</dt>
        <dd>{names(board.participants)}</dd>
      </div>
    </dl>
  );
}

function NegotiationEntry({ board }: { board: Negotiation }) {
  const reference = useMonitorState((state) => state.reference);
  const changed = useMonitorState((state) => state.changed.includes(board.id));
  return (
    <article className="negotiation">
      <div className="negotiation-head">
        <div>
          <h3>{nameOf(reference, 'processes', board.id)}</h3>
          <p className="standing">
            <StatusMark status={board.stage} large />
            <ChangedMark changed={changed} />
          </p>
          <SinceLine {...board} />
        </div>
        <MilestoneTrack stage={board.stage} possibly={board.possibly} />
      </div>
      <div className="negotiation-body">
        <div>
          <Facts board={board} />
          <Reasons because={board.because} />
        </div>
        <div>
          <IssueRegister issues={board.issues} />
          <ExpectationList expectations={board.expectations} />
        </div>
      </div>
    </article>
  );
}

/** The talks: how far they are, who takes part, and what stands between the parties. */
export function NegotiationBoards({ boards }: { boards: readonly Negotiation[] }) {
  const [first, ...others] = boards;
  return (
    <BoardSection id="talks" title="Monitoring-centre talks" wide>
      {first === undefined ? (
        <p className="fine">No negotiation is on record for this moment.</p>
      ) : (
        <NegotiationEntry board={first} />
      )}
      {others.map((board) => (
        <NegotiationEntry key={board.id} board={board} />
      ))}
    </BoardSection>
  );
}
