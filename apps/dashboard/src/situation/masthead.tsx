import { ConnectionStatus } from '../connection/connection-status.tsx';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { MastheadSkeleton } from '../page-skeleton.tsx';
import { isFirstLoad } from '../monitor/state.ts';
import { standingLine } from '../timeline/moment-words.ts';
import { ThemeToggle } from './theme-toggle.tsx';

function Situation() {
  const reference = useMonitorState((state) => state.reference);
  const reading = useMonitorState((state) => state.reading);
  const address = useMonitorState((state) => state.address);
  return (
    <>
      <h1>{reference.title}</h1>
      <p className="masthead-line">
        {reference.line === ''
          ? 'What is the case, since when, according to whom, and what is disputed.'
          : reference.line}
      </p>
      <p className="masthead-standing">
        {standingLine(reading?.moment ?? address, reading?.state ?? null)}
      </p>
    </>
  );
}

/** What the page is about, whether it is up to date, and which moment it shows. */
export function Masthead() {
  const isLoading = useMonitorState(isFirstLoad);
  return (
    <header className="masthead">
      <div className="masthead-top">
        <p className="masthead-name">Ceasefire monitor</p>
        <div className="masthead-tools">
          <ConnectionStatus />
          <ThemeToggle />
        </div>
      </div>
      {isLoading ? <MastheadSkeleton /> : <Situation />}
    </header>
  );
}
