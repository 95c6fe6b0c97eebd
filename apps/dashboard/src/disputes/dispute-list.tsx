import type { Dispute } from '@ceasefire/domain';
import { counted } from '../format/words.ts';
import { DisputeCard } from './dispute-card.tsx';

/** What is contested: open disputes first, resolved ones folded away with their outcome. */
export function DisputeList({ disputes }: { disputes: readonly Dispute[] }) {
  const open = disputes.filter(({ status }) => status === 'OPEN');
  const resolved = disputes.filter(({ status }) => status === 'RESOLVED');
  return (
    <section className="band" id="disputes" aria-labelledby="disputes-title" tabIndex={-1}>
      <h2 className="band-title" id="disputes-title">
        Open disputes
      </h2>
      <p className="band-note">
        Where one side asserts what another denies. An editor closes a dispute, naming the
        developments that settle it.
      </p>
      {open.length === 0 ? (
        <p className="fine">Nothing is in dispute at this moment.</p>
      ) : (
        <div className="dispute-grid">
          {open.map((dispute) => (
            <DisputeCard key={dispute.subject} dispute={dispute} />
          ))}
        </div>
      )}
      {resolved.length > 0 && (
        <details className="resolved">
          <summary>{counted(resolved.length, 'resolved dispute')}</summary>
          <div className="dispute-grid">
            {resolved.map((dispute) => (
              <DisputeCard key={dispute.subject} dispute={dispute} />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}
