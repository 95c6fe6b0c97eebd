import type { Dispute, DisputeClaim } from '@ceasefire/domain';
import { StatusMark } from '../boards/status-mark.tsx';
import { DevelopmentLink } from '../developments/development-link.tsx';
import { formatDay } from '../format/dates.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';

function ClaimEntry({ claim }: { claim: DisputeClaim }) {
  const reference = useMonitorState((state) => state.reference);
  const development = useMonitorState((state) => state.documents.get(claim.development));
  return (
    <li>
      <span className="claim-by">{nameOf(reference, 'actors', claim.by)}</span>
      <DevelopmentLink id={claim.development}>
        {development?.summary ?? claim.development}
      </DevelopmentLink>
    </li>
  );
}

function Side({ title, claims }: { title: string; claims: readonly DisputeClaim[] }) {
  return (
    <div className="side">
      <p className="label">{title}</p>
      {claims.length === 0 ? (
        <p className="fine">Nobody on record</p>
      ) : (
        <ul>
          {claims.map((claim) => (
            <ClaimEntry key={`${claim.by}-${claim.development}`} claim={claim} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Outcome({ dispute }: { dispute: Dispute }) {
  const [first] = dispute.basedOn;
  if (dispute.outcome === null) return null;
  return (
    <p className="outcome">
      <strong>Outcome:</strong> {dispute.outcome}{' '}
      {first !== undefined && <DevelopmentLink id={first}>What this rests on</DevelopmentLink>}
    </p>
  );
}

/** One contested subject with both sides side by side. */
export function DisputeCard({ dispute }: { dispute: Dispute }) {
  const reference = useMonitorState((state) => state.reference);
  const proposition = reference.propositions.get(dispute.subject);
  const stance = (wanted: DisputeClaim['stance']) =>
    dispute.claims.filter((claim) => claim.stance === wanted);
  return (
    <article className="dispute">
      <header>
        <h3>{nameOf(reference, 'subjects', dispute.subject)}</h3>
        <p className="fine">
          <StatusMark status={dispute.status === 'OPEN' ? 'DISPUTED' : 'RESOLVED'} />
          {dispute.since !== null && ` since ${formatDay(dispute.since)}`}
        </p>
      </header>
      {proposition !== undefined && <p className="proposition">{proposition}</p>}
      <Outcome dispute={dispute} />
      <div className="sides">
        <Side title="Asserted by" claims={stance('asserts')} />
        <Side title="Denied by" claims={stance('denies')} />
      </div>
    </article>
  );
}
