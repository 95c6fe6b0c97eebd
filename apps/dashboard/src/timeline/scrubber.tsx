import { useRef } from 'react';
import { formatDay } from '../format/dates.ts';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { formatMoment } from './moment-words.ts';
import { dayOfStep, stepOf, type TimeScale } from './scale.ts';

/** Steps of one drag that follow each other within this many milliseconds are one step of the browser's history. */
const ONE_DRAG_MS = 800;

/** A slider over the days as they are drawn; its right end is the present. */
export function Scrubber({ scale }: { scale: TimeScale }) {
  const monitor = useMonitor();
  const asOf = useMonitorState((state) => state.address.asOf);
  const draggedAt = useRef(0);
  const last = scale.length;
  const value = asOf === null ? last : Math.min(stepOf(scale, asOf), last - 1);
  const slide = (step: number) => {
    const at = Date.now();
    const how = at - draggedAt.current < ONE_DRAG_MS ? 'replace' : 'push';
    draggedAt.current = at;
    monitor.goTo({ asOf: step >= last ? null : dayOfStep(scale, step) }, how);
  };
  return (
    <div className="lane lane-slider">
      <span className="lane-name fine" aria-hidden="true">
        {formatDay(scale.from)} – now
      </span>
      <input
        type="range"
        className="slider"
        aria-label="What was true on"
        aria-valuetext={asOf === null ? 'Now' : formatMoment(asOf)}
        min={0}
        max={last}
        value={value}
        onChange={(event) => {
          slide(Number(event.target.value));
        }}
      />
    </div>
  );
}
