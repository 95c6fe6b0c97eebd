/** Injection token of the `TailState`. */
export const TAIL_STATE = Symbol('TAIL_STATE');

/** How the node's tailer does. */
export interface TailState {
  read(): { readonly alive: boolean; readonly detail: string };
}
