import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.ts';
import { Measuring } from './measuring.ts';
import { Metrics } from './metrics.ts';
import { MetricsController } from './metrics.controller.ts';
import { Watching } from './watching.ts';

/** What Prometheus is told. */
@Module({
  imports: [LiveModule],
  controllers: [MetricsController],
  providers: [{ provide: Metrics, useFactory: () => new Metrics() }, Measuring, Watching],
})
export class MetricsModule {}
