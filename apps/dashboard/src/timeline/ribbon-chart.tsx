import { statusWords } from '../boards/status-words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';
import { axisMarks } from './axis.ts';
import { changeTimes, lanesOf, type Lane, type Segment } from './ribbons.ts';
import { dayAfter, isFolded, shareOf, sideOf, type TimeScale } from './scale.ts';
import { formatDay, formatDayRange } from '../format/dates.ts';

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

function SegmentBar({ segment: { status, from, to, days } }: { segment: Segment }) {
  const { words, tone } = statusWords(status);
  return (
    <div
      className={`segment tone-${tone}`}
      style={{ left: percent(from), width: percent(to - from) }}
      title={`${words}, ${formatDayRange(days.from, days.to)}`}
    >
      <span>{words}</span>
    </div>
  );
}

/** Where folded days are left out of a ribbon. */
function Cuts({ scale }: { scale: TimeScale }) {
  return scale.stretches
    .filter(isFolded)
    .map(({ start, end, at, drawn }) => (
      <span
        key={start}
        className="cut"
        style={{ left: percent((at + drawn / 2) / scale.length) }}
        title={`No change, and drawn short: ${formatDayRange(dayAfter(scale.from, start), dayAfter(scale.from, end - 1))}`}
      />
    ));
}

function laneWords(lane: Lane, name: string): string {
  const parts = lane.segments.map(({ status, days }) => {
    return `${statusWords(status).words.toLowerCase()} from ${formatDay(days.from)}`;
  });
  return `${name}: ${parts.join('; ')}`;
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly scale: TimeScale;
  /** The status at the moment that is shown. */
  readonly status: string;
}

function LaneRow({ lane, scale, status }: LaneRowProps) {
  const reference = useMonitorState((state) => state.reference);
  const name = lane.board === 'ceasefire' ? 'Ceasefire' : nameOf(reference, 'processes', lane.id);
  return (
    <div className="lane">
      <span className="lane-name" aria-hidden="true">
        {name}
        <span className={`lane-status tone-${statusWords(status).tone}`}>
          {statusWords(status).words}
        </span>
      </span>
      <div className="lane-ribbon" role="img" aria-label={laneWords(lane, name)}>
        {lane.segments.map((segment) => (
          <SegmentBar key={segment.from} segment={segment} />
        ))}
        <Cuts scale={scale} />
      </div>
    </div>
  );
}

function AxisWords({ scale, room }: { scale: TimeScale; room: 'narrow' | 'wide' }) {
  return (
    <g className={`axis-words axis-${room}`}>
      {axisMarks(scale, room).map(({ at, anchor, label }) => (
        <text key={label} x={percent(at)} y="24" textAnchor={anchor}>
          {label}
        </text>
      ))}
    </g>
  );
}

function Axis({ scale }: { scale: TimeScale }) {
  const transitions = useMonitorState((state) => state.transitions);
  return (
    <div className="lane lane-axis" aria-hidden="true">
      <span className="lane-name fine">
        {scale.stretches.some(isFolded) && (
          <span className="cut-note">
            <span className="cut" /> Quiet times cut short
          </span>
        )}
      </span>
      <svg className="axis">
        {changeTimes(transitions)
          .filter((time) => shareOf(scale, time) > 0 && shareOf(scale, time) < 1)
          .map((time) => {
            const x = percent(shareOf(scale, time));
            return <line key={time} className="tick" x1={x} x2={x} y1="0" y2="8" />;
          })}
        <AxisWords scale={scale} room="narrow" />
        <AxisWords scale={scale} room="wide" />
      </svg>
    </div>
  );
}

/** Where the moment that is shown lies, or the edge beyond which it does. */
function Marker({ asOf, scale }: { asOf: string; scale: TimeScale }) {
  const x = percent(shareOf(scale, asOf));
  const side = sideOf(scale, asOf);
  return (
    <svg className="marker" aria-hidden="true">
      <line x1={x} x2={x} y1="0" y2="100%" />
      {side !== null && (
        <svg x={x} y="100%" overflow="visible">
          <path d={side === 'before' ? 'M0-16 v12 l-9-6z' : 'M0-16 v12 l9-6z'} />
        </svg>
      )}
    </svg>
  );
}

/** The statuses of the boards over time, one ribbon each, and where they change. */
export function RibbonChart({ scale }: { scale: TimeScale }) {
  const transitions = useMonitorState((state) => state.transitions);
  const boards = useMonitorState((state) => state.reading?.state);
  const asOf = useMonitorState((state) => state.address.asOf);
  const wanted = [
    { board: 'ceasefire' as const, id: '', status: boards?.ceasefire.status ?? '' },
    ...(boards?.deployments ?? []).map(({ id, status }) => ({
      board: 'deployment' as const,
      id,
      status,
    })),
    ...(boards?.negotiations ?? []).map(({ id, stage }) => ({
      board: 'negotiation' as const,
      id,
      status: stage,
    })),
  ];
  const lanes = lanesOf(transitions, wanted, scale);
  return (
    <div className="ribbons">
      {lanes.length === 0 && <p className="fine">No change of a status is on record.</p>}
      {lanes.map((lane) => (
        <LaneRow
          key={`${lane.board}-${lane.id}`}
          lane={lane}
          scale={scale}
          status={
            wanted.find(({ board, id }) => board === lane.board && id === lane.id)?.status ?? ''
          }
        />
      ))}
      <Axis scale={scale} />
      {asOf !== null && <Marker asOf={asOf} scale={scale} />}
    </div>
  );
}
