import { useId, useRef, useState, type ReactNode } from 'react';
import type { Typed } from './typed-moment.ts';

interface MomentFieldProps<T> {
  readonly label: string;
  /** What the field says for an empty one. */
  readonly placeholder: string;
  readonly value: T | null;
  readonly format: (value: T) => string;
  readonly read: (text: string) => Typed<T> | null;
  /** What to write instead of what was not understood. */
  readonly cure: string;
  readonly onChange: (value: T | null) => void;
  /** A further way to choose, at the end of the field. */
  readonly children?: ReactNode;
}

/** A field for one clock in the words of the page; taken over with Enter or on leaving it, empty for no limit. */
export function MomentField<T>(props: MomentFieldProps<T>) {
  const { label, placeholder, value, format, read, cure, onChange, children } = props;
  const id = useId();
  const [draft, setDraft] = useState<{ readonly text: string; readonly wrong: boolean } | null>(
    null,
  );
  const take = () => {
    if (draft === null) return;
    const typed = read(draft.text);
    setDraft(typed === null ? { ...draft, wrong: true } : null);
    if (typed !== null) onChange(typed.value);
  };
  const wrong = draft?.wrong === true;
  return (
    <form
      className="moment-field"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="moment-input">
        <input
          id={id}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          aria-invalid={wrong}
          aria-describedby={`${id}-cure`}
          value={draft?.text ?? (value === null ? '' : format(value))}
          onChange={(event) => {
            setDraft({ text: event.target.value, wrong: false });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(null);
          }}
          onBlur={take}
        />
        {children}
      </div>
      <p className={wrong ? 'moment-wrong' : 'fine'} id={`${id}-cure`} aria-live="polite">
        {wrong ? `Not understood. ${cure}` : cure}
      </p>
    </form>
  );
}

interface DayPickerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** The browser's own calendar behind a button: the one that the reader's hand knows, on a phone above all. */
export function DayPicker({ label, value, onChange }: DayPickerProps) {
  const native = useRef<HTMLInputElement>(null);
  return (
    <span className="day-picker">
      <input
        ref={native}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={value?.slice(0, 10) ?? ''}
        onChange={(event) => {
          onChange(event.target.value === '' ? null : event.target.value);
        }}
      />
      <button
        type="button"
        className="quiet"
        aria-label={`${label}: choose a day`}
        onClick={() => native.current?.showPicker()}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 3.5h12v10.5H2zM2 6.75h12M5 1.5v3.5M11 1.5v3.5" />
        </svg>
      </button>
    </span>
  );
}
