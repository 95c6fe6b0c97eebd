import { counted } from '../format/words.ts';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { isPresent, NOW } from './address.ts';
import { momentWords } from './moment-words.ts';

/** Says plainly that the page shows another moment than the present, and leads back. */
export function PastBand() {
  const monitor = useMonitor();
  // What is read, and not what is asked for: it may be on its way, or out of reach.
  const moment = useMonitorState((state) => state.reading?.moment ?? NOW);
  const newer = useMonitorState((state) => state.newer);
  if (isPresent(moment)) return null;
  return (
    <aside className="past-band" aria-label="Another moment is shown">
      <p>
        <strong>You are reading {momentWords(moment)}.</strong>{' '}
        <span role="status">
          {newer > 0 && `${counted(newer, 'newer entry', 'newer entries')} since you opened it.`}
        </span>
      </p>
      {newer > 0 && moment.position === null && (
        <button type="button" onClick={() => void monitor.refresh()}>
          Read again
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          monitor.goTo(NOW);
        }}
      >
        Back to now
      </button>
    </aside>
  );
}
