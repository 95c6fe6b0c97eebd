/** One thing looked at. `warn` is worth knowing, `fail` keeps the monitor from working. */
export interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly detail: string;
}
