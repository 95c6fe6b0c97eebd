import { useId, useState } from 'react';
import { isTime } from './address.ts';

interface MomentFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function joined(day: string, clock: string): string | null {
  if (day === '') return null;
  const text = clock === '' ? day : `${day}T${clock}Z`;
  return isTime(text) ? text : null;
}

function clockOf(value: string | null): string {
  if (value === null || value.length === 10) return '';
  return new Date(value).toISOString().slice(11, 16);
}

/** A UTC day with an optional clock time; without one it means the end of that day. Empty means no limit. */
export function MomentField({ label, value, onChange }: MomentFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<{ for: string | null; day: string } | null>(null);
  const day = typed?.for === value ? typed.day : (value?.slice(0, 10) ?? '');
  const clock = clockOf(value);
  const change = (nextDay: string, nextClock: string) => {
    const next = joined(nextDay, nextClock);
    // A year that is still being typed ("0020") is kept in the field and not gone to.
    const unfinished = nextDay !== '' && nextDay < '1900';
    setTyped(unfinished ? { for: value, day: nextDay } : null);
    if (!unfinished && (next !== null || nextDay === '')) onChange(next);
  };
  return (
    <fieldset className="moment-field">
      <legend className="label">{label}</legend>
      <input
        type="date"
        aria-label={`${label}: day`}
        value={day}
        onChange={(event) => {
          change(event.target.value, clock);
        }}
      />
      <input
        type="time"
        id={id}
        aria-label={`${label}: time, UTC (optional)`}
        value={clock}
        disabled={day === ''}
        onChange={(event) => {
          change(day, event.target.value);
        }}
      />
      <span className="fine">UTC</span>
    </fieldset>
  );
}
