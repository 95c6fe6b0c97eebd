import { Injectable } from '@nestjs/common';
import type { HealthCheck } from '@ceasefire/contracts';

type Progress = 'pending' | 'done' | 'failed';

/** Whether the situation's reports were loaded, or did not need to be. */
@Injectable()
export class SeedState {
  #progress: Progress = 'pending';

  set(progress: Progress): void {
    this.#progress = progress;
  }

  check(): HealthCheck {
    const name = 'seed';
    switch (this.#progress) {
      case 'pending':
        return { name, status: 'failed', detail: 'The reports are being loaded.' };
      case 'done':
        return { name, status: 'ok', detail: 'The reports are loaded.' };
      case 'failed':
        return {
          name,
          status: 'failed',
          detail: 'The reports could not be loaded; the log says why.',
        };
    }
  }
}
