import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccessModule } from './access/access.module.ts';
import { CommandingModule } from './commanding/commanding.module.ts';
import { InfrastructureModule, type Opened } from './database/infrastructure.module.ts';
import { DevelopmentsModule } from './developments/developments.module.ts';
import { DisputesModule } from './disputes/disputes.module.ts';
import { HealthModule } from './health/health.module.ts';
import { LiveModule } from './live/live.module.ts';
import { LogController } from './log/log.controller.ts';
import { MetricsModule } from './metrics/metrics.module.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { ProblemFilter } from './problems/problem.filter.ts';
import { ProjectionsModule } from './projections/projections.module.ts';
import { ReferenceController } from './reference/reference.controller.ts';
import { SeedingModule } from './seeding/seeding.module.ts';
import { StateModule } from './state/state.module.ts';
import { TracingModule } from './tracing/tracing.module.ts';

/** The application: one module for each thing that a user or an operator can name. */
@Module({
  imports: [
    AccessModule,
    CommandingModule,
    DevelopmentsModule,
    DisputesModule,
    StateModule,
    SeedingModule,
    LiveModule,
    HealthModule,
    MetricsModule,
    ProjectionsModule,
    TracingModule,
  ],
  controllers: [LogController, OpenApiController, ReferenceController],
  providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
})
export class AppModule {
  static of(opened: Opened): DynamicModule {
    return { module: AppModule, imports: [InfrastructureModule.of(opened)] };
  }
}
