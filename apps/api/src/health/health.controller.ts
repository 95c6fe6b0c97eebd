import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { Readiness } from '@ceasefire/contracts';
import type { FastifyReply } from 'fastify';
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
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (readiness.status === 'unavailable') void reply.code(503).header('Retry-After', '2');
    return readiness;
  }
}
