import { userInfo } from 'node:os';

/** Who sits at this machine, as far as it says; what the log and the audit keep as the author. */
export function authorName(): string {
  try {
    return `command line (${userInfo().username})`;
  } catch {
    return 'command line'; // A user without a name, as containers have.
  }
}
