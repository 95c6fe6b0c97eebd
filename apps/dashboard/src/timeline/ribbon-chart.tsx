import { statusWords } from '../boards/status-words.ts';
import { useMonitorState } from '../monitor/use-monitor.tsx';
import { nameOf } from '../situation/reference.ts';
import { axisMarks } from './axis.ts';
import {
  changeTimes,
  dayAt,
  lanesOf,
  shareOf,
  windowDays,
  type Lane,
  type Segment,
  type TimeWindow,
} from './ribbons.ts';
import { formatDay } from '../format/dates.ts';

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

function SegmentBar({ segment }: { segment: Segment }) {
  const { words, tone } = statusWords(segment.status);
  const width = segment.to - segment.from;
  return (
    <svg x={percent(segment.from)} width={percent(width)} height="100%" className={`tone-${tone}`}>
      <rect className="ribbon" width="100%" height="100%" />
      {tone !== 'none' && <rect className="ribbon-edge" width="2" height="100%" />}
      {width > 0.07 && (
        <text className="ribbon-words" x="8" y="50%" dominantBaseline="central">
          {words}
        </text>
      )}
    </svg>
  );
}

function laneWords(lane: Lane, name: string, window: TimeWindow): string {
  const parts = lane.segments.map(({ status, from }) => {
    const day = dayAt(window, Math.floor(from * (windowDays(window) + 1)));
    return `${statusWords(status).words.toLowerCase()} from ${formatDay(day)}`;
  });
  return `${name}: ${parts.join('; ')}`;
}

function LaneRow({ lane, window }: { lane: Lane; window: TimeWindow }) {
  const reference = useMonitorState((state) => state.reference);
  const name = lane.board === 'ceasefire' ? 'Ceasefire' : nameOf(reference, 'processes', lane.id);
  return (
    <div className="lane">
      <span className="lane-name" aria-hidden="true">
        {name}
      </span>
      <svg className="lane-ribbon" role="img" aria-label={laneWords(lane, name, window)}>
        {lane.segments.map((segment) => (
          <SegmentBar key={segment.from} segment={segment} />
        ))}
      </svg>
    </div>
  );
}

function Axis({ window }: { window: TimeWindow }) {
  const transitions = useMonitorState((state) => state.transitions);
  return (
    <div className="lane lane-axis" aria-hidden="true">
      <span className="lane-name" />
      <svg className="axis">
        {changeTimes(transitions)
          .filter((time) => shareOf(window, time) > 0 && shareOf(window, time) < 1)
          .map((time) => {
            const x = percent(shareOf(window, time));
            return <line key={time} className="tick" x1={x} x2={x} y1="0" y2="8" />;
          })}
        {axisMarks(window).map(({ at, label }) => (
          <text key={label} className="axis-words" x={percent(at)} y="24">
            {label}
          </text>
        ))}
      </svg>
    </div>
  );
}

function Marker({ asOf, window }: { asOf: string; window: TimeWindow }) {
  const x = percent(shareOf(window, asOf));
  return (
    <svg className="marker" aria-hidden="true">
      <line x1={x} x2={x} y1="0" y2="100%" />
    </svg>
  );
}

/** The statuses of the boards over the window, one ribbon each, and where they change. */
export function RibbonChart({ window }: { window: TimeWindow }) {
  const transitions = useMonitorState((state) => state.transitions);
  const boards = useMonitorState((state) => state.reading?.state);
  const asOf = useMonitorState((state) => state.address.asOf);
  const wanted = [
    { board: 'ceasefire' as const, id: '' },
    ...(boards?.deployments ?? []).map(({ id }) => ({ board: 'deployment' as const, id })),
    ...(boards?.negotiations ?? []).map(({ id }) => ({ board: 'negotiation' as const, id })),
  ];
  return (
    <div className="ribbons">
      {lanesOf(transitions, wanted, window).map((lane) => (
        <LaneRow key={`${lane.board}-${lane.id}`} lane={lane} window={window} />
      ))}
      <Axis window={window} />
      {asOf !== null && <Marker asOf={asOf} window={window} />}
    </div>
  );
}
