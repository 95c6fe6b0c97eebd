import { useRef } from 'react';
import { formatDay } from '../format/dates.ts';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { formatMoment } from './moment-words.ts';
import { dayAt, daysInto, windowDays, type TimeWindow } from './ribbons.ts';

/** Steps of one drag that follow each other within this many milliseconds are one step of the browser's history. */
const ONE_DRAG_MS = 800;

/** A slider over the days of the window; its right end is the present. */
export function Scrubber({ window }: { window: TimeWindow }) {
  const monitor = useMonitor();
  const asOf = useMonitorState((state) => state.address.asOf);
  const draggedAt = useRef(0);
  const last = windowDays(window) + 1;
  const value = asOf === null ? last : Math.min(daysInto(window, asOf) + 1, last - 1);
  const slide = (step: number) => {
    const at = Date.now();
    const how = at - draggedAt.current < ONE_DRAG_MS ? 'replace' : 'push';
    draggedAt.current = at;
    monitor.goTo({ asOf: step >= last ? null : dayAt(window, step - 1) }, how);
  };
  return (
    <div className="lane lane-slider">
      <span className="lane-name fine" aria-hidden="true">
        {formatDay(window.from)} – now
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
