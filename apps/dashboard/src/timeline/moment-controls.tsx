import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { useNow } from '../monitor/use-now.ts';
import { formatTime } from '../format/dates.ts';
import { isPresent, NOW } from './address.ts';
import { Clocks } from './clocks.tsx';
import { RibbonChart } from './ribbon-chart.tsx';
import { asOfFor, changeTimes, neighbours, windowAround, windowFor } from './ribbons.ts';
import { scaleOf } from './scale.ts';
import { Scrubber } from './scrubber.tsx';

function StepButton({ to, words }: { to: string | null; words: string }) {
  const monitor = useMonitor();
  return (
    <button
      type="button"
      className="quiet"
      disabled={to === null}
      title={to === null ? undefined : formatTime(asOfFor(to))}
      onClick={() => {
        if (to !== null) monitor.goTo({ asOf: asOfFor(to) });
      }}
    >
      {words}
    </button>
  );
}

/** Moves the page through time: what was true on a day, and what was known by then. */
export function MomentControls() {
  const monitor = useMonitor();
  const address = useMonitorState((state) => state.address);
  const transitions = useMonitorState((state) => state.transitions);
  const named = useMonitorState((state) => state.reference.window);
  const now = useNow(60_000);
  const today = new Date(now).toISOString();
  const window = windowFor(named ?? windowAround(transitions, today.slice(0, 10)), transitions);
  const changes = changeTimes(transitions);
  const scale = scaleOf(window, changes);
  const { previous, next } = neighbours(changes, address.asOf, now);
  return (
    <section className="band moment" aria-labelledby="moment-title">
      <div className="moment-head">
        <h2 className="band-title" id="moment-title">
          Move through time
        </h2>
        <div className="moment-steps">
          <StepButton to={previous} words="← Previous change" />
          <StepButton to={next} words="Next change →" />
          <button
            type="button"
            className="quiet"
            disabled={isPresent(address)}
            onClick={() => {
              monitor.goTo(NOW);
            }}
          >
            Back to now
          </button>
        </div>
      </div>
      <RibbonChart scale={scale} />
      <Scrubber scale={scale} />
      <Clocks />
    </section>
  );
}
