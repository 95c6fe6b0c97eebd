import { useEffect } from 'react';
import { CeasefireBoard } from './boards/ceasefire-board.tsx';
import { DeploymentBoards } from './boards/deployment-board.tsx';
import { NegotiationBoards } from './boards/negotiation-board.tsx';
import type { Wait } from './connection/awaited.ts';
import { ConnectionBanner } from './connection/connection-status.tsx';
import type { StateAnswer } from './connection/wire.ts';
import { DetailsDrawer } from './developments/details-drawer.tsx';
import { Feed } from './developments/feed.tsx';
import { DisputeList } from './disputes/dispute-list.tsx';
import { isFirstLoad } from './monitor/state.ts';
import { useMonitor, useMonitorState } from './monitor/use-monitor.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { LeadStory } from './situation/lead-story.tsx';
import { titleWords } from './situation/title-words.ts';
import { Masthead } from './situation/masthead.tsx';
import { MomentControls } from './timeline/moment-controls.tsx';
import { formatAddress } from './timeline/address.ts';
import { AddressNotice } from './timeline/address-notice.tsx';
import { momentWords } from './timeline/moment-words.ts';
import { PastBand } from './timeline/past-band.tsx';

function Loaded({ state }: { state: StateAnswer }) {
  return (
    <>
      <LeadStory state={state} />
      <MomentControls />
      <div className="boards">
        <CeasefireBoard board={state.ceasefire} />
        <DeploymentBoards boards={state.deployments} />
        <NegotiationBoards boards={state.negotiations} />
      </div>
      <DisputeList disputes={state.disputes} />
      <Feed />
    </>
  );
}

function NotRead({ error }: { error: string }) {
  const monitor = useMonitor();
  const address = useMonitorState((state) => state.address);
  const shown = useMonitorState((state) => state.reading?.moment);
  return (
    <div className="not-read" role="alert">
      <h2>This could not be read: {momentWords(address)}</h2>
      <p>
        {error}
        {shown !== undefined && ` Still shown below is ${momentWords(shown)}.`}
      </p>
      <button type="button" onClick={() => void monitor.show()}>
        Try again
      </button>
    </div>
  );
}

/** Nothing is there yet, be it that the server starts or that its database is away: the page asks again by itself. */
function Waiting({ wait, error }: { wait: Wait; error: string }) {
  const isStarting = wait === 'start';
  return (
    <div className={isStarting ? 'not-read getting-ready' : 'not-read'} role="status">
      <h2>{isStarting ? 'The monitor is getting ready' : 'The monitor cannot reach its record'}</h2>
      <p>
        {isStarting ? error : 'Its database does not answer just now.'} This page will fill by
        itself.
      </p>
    </div>
  );
}

/** Keeps the browser's tab telling what is the case. */
function useTitle(): void {
  const title = useMonitorState((state) => state.reference.title);
  const reading = useMonitorState((state) => state.reading);
  const waiting = useMonitorState((state) => state.feed.waiting.size);
  const words = titleWords(title, reading, waiting);
  useEffect(() => {
    document.title = words;
  }, [words]);
}

/** The one page. */
export function BoardPage() {
  useTitle();
  const reading = useMonitorState((state) => state.reading);
  const loading = useMonitorState((state) => state.loading);
  const isLoading = useMonitorState(isFirstLoad);
  const error = useMonitorState((state) => state.error);
  const wait = useMonitorState((state) => state.wait);
  const address = useMonitorState((state) => state.address);
  // The data of the moment that is shown; the bare page is `./`.
  const momentQuery = formatAddress({ ...address, development: null }).replace('./', '');
  const announcement = useMonitorState((state) => state.announcement);
  return (
    <>
      <a className="skip" href="#main">
        Skip to what is the case
      </a>
      <div className="page">
        <Masthead />
        {/* A new element for the first reading: what is drawn then does not move what stood in for it. */}
        <main key={String(isLoading)} id="main" aria-busy={loading} tabIndex={-1}>
          <AddressNotice />
          {error !== null && wait === null && <NotRead error={error} />}
          {error !== null && wait !== null && <Waiting wait={wait} error={error} />}
          {isLoading && <PageSkeleton />}
          {reading !== null && <Loaded state={reading.state} />}
        </main>
        <footer className="colophon" hidden={isLoading}>
          <p>
            Every statement on this page leads to the reports it rests on. The same facts are open
            as <a href={`/api/v1/state${momentQuery}`}>data</a>, with their{' '}
            <a href="/docs">documentation</a>.
          </p>
        </footer>
      </div>
      <p className="sr-only" role="status" aria-label="Changes">
        {announcement}
      </p>
      <div className="dock">
        <ConnectionBanner />
        <PastBand />
      </div>
      <DetailsDrawer />
    </>
  );
}
