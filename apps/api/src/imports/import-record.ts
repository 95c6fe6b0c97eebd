/** One record of a file: the line on which it begins (from 1) and what stands there, or why it cannot be read. */
export type ImportRecord =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly unreadable: LineFault };

/** What is wrong with a record; `pointer` is a JSON pointer into it, empty for the whole. */
export interface LineFault {
  readonly pointer: string;
  readonly detail: string;
}

/** A fault and the line on which its record begins. */
export interface LineProblem extends LineFault {
  readonly line: number;
}

/** What is wrong with one record, so that it cannot be recorded. */
export class RecordRefused extends Error {
  override readonly name = 'RecordRefused';
  readonly code = 'RECORD_REFUSED';

  constructor(readonly faults: readonly LineFault[]) {
    super(faults.map(({ pointer, detail }) => `${pointer} ${detail}`.trim()).join('; '));
  }
}
