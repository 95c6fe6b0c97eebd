import { formatNumber } from '../format/words.ts';
import { useMonitor, useMonitorState } from '../monitor/use-monitor.tsx';
import { DayPicker, MomentField } from './moment-field.tsx';
import { formatMoment } from './moment-words.ts';
import { readTypedEntry, readTypedMoment } from './typed-moment.ts';

const TIME_CURE = 'A day (10 Nov 2020), or a time in UTC (10 Oct 2020, 08:00).';

interface TimeFieldProps {
  readonly clock: 'asOf' | 'knownAt';
  readonly label: string;
}

function TimeField({ clock, label }: TimeFieldProps) {
  const monitor = useMonitor();
  const value = useMonitorState((state) => state.address[clock]);
  const change = (time: string | null) => {
    monitor.goTo({ [clock]: time });
  };
  return (
    <MomentField
      label={label}
      placeholder="Now"
      value={value}
      format={formatMoment}
      read={readTypedMoment}
      cure={TIME_CURE}
      onChange={change}
    >
      <DayPicker label={label} value={value} onChange={change} />
    </MomentField>
  );
}

function EntryField() {
  const monitor = useMonitor();
  const value = useMonitorState((state) => state.address.position);
  const head = useMonitorState((state) => state.live.head);
  return (
    <MomentField
      label="As recorded up to entry"
      placeholder="The last"
      value={value}
      format={formatNumber}
      // How far the log goes is not known before the first connection.
      read={(text) => readTypedEntry(text, head === 0 ? Infinity : head)}
      cure={head === 0 ? 'The number of an entry of the log.' : `0 to ${formatNumber(head)}`}
      onChange={(position) => {
        monitor.goTo({ position });
      }}
    />
  );
}

/** The three clocks as fields: what was true, what was published, and what was recorded. */
export function Clocks() {
  return (
    <div className="moment-fields">
      <TimeField clock="asOf" label="What was true on" />
      <TimeField clock="knownAt" label="As known by" />
      <EntryField />
    </div>
  );
}
