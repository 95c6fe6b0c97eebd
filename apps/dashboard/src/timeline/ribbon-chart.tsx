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
import { formatDay, formatDayRange } from '../format/dates.ts';

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;

function dayOf(window: TimeWindow, share: number): string {
  const days = windowDays(window);
  return dayAt(window, Math.min(Math.floor(share * (days + 1)), days));
}

function SegmentBar({ segment, window }: { segment: Segment; window: TimeWindow }) {
  const { words, tone } = statusWords(segment.status);
  const { from, to } = segment;
  return (
    <div
      className={`segment tone-${tone}`}
      style={{ left: percent(from), width: percent(to - from) }}
      title={`${words}, ${formatDayRange(dayOf(window, from), dayOf(window, to))}`}
    >
      <span>{words}</span>
    </div>
  );
}

function laneWords(lane: Lane, name: string, window: TimeWindow): string {
  const parts = lane.segments.map(({ status, from }) => {
    return `${statusWords(status).words.toLowerCase()} from ${formatDay(dayOf(window, from))}`;
  });
  return `${name}: ${parts.join('; ')}`;
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly window: TimeWindow;
  /** The status at the moment that is shown. */
  readonly status: string;
}

function LaneRow({ lane, window, status }: LaneRowProps) {
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
      <div className="lane-ribbon" role="img" aria-label={laneWords(lane, name, window)}>
        {lane.segments.map((segment) => (
          <SegmentBar key={segment.from} segment={segment} window={window} />
        ))}
      </div>
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
        <text className="axis-words" x="100%" y="24" textAnchor="end">
          now
        </text>
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
  return (
    <div className="ribbons">
      {lanesOf(transitions, wanted, window).map((lane) => (
        <LaneRow
          key={`${lane.board}-${lane.id}`}
          lane={lane}
          window={window}
          status={
            wanted.find(({ board, id }) => board === lane.board && id === lane.id)?.status ?? ''
          }
        />
      ))}
      <Axis window={window} />
      {asOf !== null && <Marker asOf={asOf} window={window} />}
    </div>
  );
}
