import { StatusMark } from '../boards/status-mark.tsx';
import type { StateAnswer } from '../connection/wire.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { counted } from '../format/words.ts';
import { leadSentences } from './lead.ts';
import { nameOf } from './reference.ts';

interface Glance {
  readonly href: string;
  readonly name: string;
  readonly status: string;
}

/** What is the case in plain sentences, and each board at a glance. */
export function LeadStory({ state }: { state: StateAnswer }) {
  const reference = useMonitorState((monitor) => monitor.reference);
  const [first, ...others] = leadSentences(state, reference);
  const open = state.disputes.filter(({ status }) => status === 'OPEN').length;
  const glances: readonly Glance[] = [
    { href: '#ceasefire', name: 'Ceasefire', status: state.ceasefire.status },
    ...state.deployments.map(({ id, status }) => ({
      href: '#peacekeepers',
      name: nameOf(reference, 'processes', id),
      status,
    })),
    ...state.negotiations.slice(0, 1).map(({ id, stage }) => ({
      href: '#talks',
      name: nameOf(reference, 'processes', id),
      status: stage,
    })),
  ];
  return (
    <div className="lead">
      <p className="lead-words">
        <strong>{first}</strong> {others.join(' ')}
      </p>
      <nav className="glance" aria-label="At a glance">
        <ul>
          {glances.map(({ href, name, status }) => (
            <li key={`${href}${name}`}>
              <a href={href}>
                <span className="glance-name">{name}</span>
                <StatusMark status={status} />
              </a>
            </li>
          ))}
          <li>
            <a href="#disputes">
              <span className="glance-name">In dispute</span>
              <span className="status">{open === 0 ? 'Nothing' : counted(open, 'subject')}</span>
            </a>
          </li>
        </ul>
      </nav>
    </div>
  );
}
