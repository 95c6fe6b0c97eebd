import type { NegotiationBoard } from '@ceasefire/domain';
import { milestoneTrack, type MilestoneMark } from './milestones.ts';
import { statusWords } from './status-words.ts';

const STANDING: Record<MilestoneMark['standing'], string> = {
  passed: 'passed',
  reached: 'reached',
  possible: 'possibly reached',
  ahead: 'not reached',
};

/** The milestones of a negotiation, the reached one marked. */
export function MilestoneTrack({ stage, possibly }: Pick<NegotiationBoard, 'stage' | 'possibly'>) {
  return (
    <ol className="track" aria-label="Milestones">
      {milestoneTrack(stage, possibly).map((mark) => (
        <li
          key={mark.stage}
          className={`milestone milestone-${mark.standing}`}
          aria-current={mark.standing === 'reached' ? 'step' : undefined}
        >
          <span className="milestone-dot" aria-hidden="true" />
          <span className="milestone-name">{statusWords(mark.stage).words}</span>
          <span className={mark.standing === 'possible' ? 'fine' : 'sr-only'}>
            {STANDING[mark.standing]}
          </span>
        </li>
      ))}
    </ol>
  );
}
