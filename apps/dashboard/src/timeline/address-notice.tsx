import type { MouseEvent } from 'react';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { formatAddress, type AddressProblem } from './address.ts';

/** A foreign link may hold any number of slips; this many are told one by one. */
const MOST_TOLD = 5;

function Problem({ problem: { given, wrong, instead } }: { problem: AddressProblem }) {
  return (
    <li>
      <code>{given}</code> {wrong}. Shown instead: {instead}.
    </li>
  );
}

/** Says what in the page's address could not be shown, what is shown instead, and leads to the right address. */
export function AddressNotice() {
  const monitor = useMonitor();
  const address = useMonitorState((state) => state.address);
  const problems = useMonitorState((state) => state.problems);
  if (problems.length === 0) return null;
  const more = problems.length - MOST_TOLD;
  const mend = (event: MouseEvent) => {
    event.preventDefault();
    monitor.mendAddress();
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  return (
    <div className="notice" role="alert">
      <h2>The address of this page asks for something that cannot be shown</h2>
      <ul>
        {problems.slice(0, MOST_TOLD).map((problem) => (
          <Problem key={`${problem.given} ${problem.wrong}`} problem={problem} />
        ))}
        {more > 0 && <li>And {more} more.</li>}
      </ul>
      <p>
        <a href={formatAddress(address)} onClick={mend}>
          Go to the address of what is shown
        </a>
      </p>
    </div>
  );
}
