import { DevelopmentLink } from '../developments/development-link.tsx';
import { supportWords } from '../developments/sources.ts';
import { formatOccurred } from '../format/occurred.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';

function Reason({ id }: { id: string }) {
  const development = useMonitorState((state) => state.documents.get(id));
  if (development === undefined)
    return (
      <li>
        <DevelopmentLink id={id}>{id}</DevelopmentLink>
      </li>
    );
  return (
    <li>
      <DevelopmentLink id={id}>{development.summary}</DevelopmentLink>
      <span className="fine">
        {formatOccurred(development.occurred)} · {supportWords(development)}
      </span>
    </li>
  );
}

interface ReasonsProps {
  readonly because: readonly string[];
}

const SHOWN = 3;

/** Why a board is in its state: the developments that put it there, each one click from its sources. */
export function Reasons({ because }: ReasonsProps) {
  if (because.length === 0) return null;
  const more = because.slice(SHOWN);
  return (
    <div className="reasons">
      <p className="label">Why</p>
      <ul>
        {because.slice(0, SHOWN).map((id) => (
          <Reason key={id} id={id} />
        ))}
      </ul>
      {more.length > 0 && (
        <details>
          <summary>{more.length} more</summary>
          <ul>
            {more.map((id) => (
              <Reason key={id} id={id} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
