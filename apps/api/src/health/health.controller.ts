import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { Readiness } from '@ceasefire/contracts';
import { HealthService } from './health.service.ts';

/** For whatever starts and watches the process. */
@Controller('health')
export class HealthController {
  constructor(@Inject(HealthService) private readonly health: HealthService) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  ready(): Promise<Readiness> {
    return this.health.readiness();
  }
}
