import { useMonitorState } from '../monitor/use-monitor.tsx';
import { useNow } from '../monitor/use-now.ts';
import { healthOf, healthWarning, healthWords } from './health.ts';

/** Whether the page is up to date, in a word beside a shape. */
export function ConnectionStatus() {
  const live = useMonitorState((state) => state.live);
  const health = healthOf(live, useNow());
  return (
    <p className={`connection connection-${health}`} role="status" aria-label="Connection">
      <span className="connection-dot" aria-hidden="true" />
      {healthWords(health)}
    </p>
  );
}

/** Warns while the page may be old. It lies over the page, so that nothing moves when it comes. */
export function ConnectionBanner() {
  const live = useMonitorState((state) => state.live);
  const now = useNow();
  const warning = healthWarning(live, now);
  if (warning === null) return null;
  // The running seconds are for the eye alone: read out every second, they would drown everything else.
  return (
    <div className={`banner banner-${healthOf(live, now)}`}>
      <p aria-hidden="true">{warning}</p>
      <p className="sr-only" role="alert">
        Connection: {healthWords(healthOf(live, now)).toLowerCase()}. What you see may be old.
      </p>
    </div>
  );
}
