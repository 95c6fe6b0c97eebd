import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DATABASE, type LazyDatabase } from '../database/lazy-database.ts';
import { CLOCK, type Clock } from '../tokens.ts';
import { AccessGuard } from './access.guard.ts';
import { KeyRing } from './key-ring.ts';
import { KeysController } from './keys.controller.ts';

/** Who may do what. */
@Module({
  controllers: [KeysController],
  providers: [
    {
      provide: KeyRing,
      inject: [DATABASE, CLOCK],
      useFactory: (database: LazyDatabase, clock: Clock) => new KeyRing(database, clock),
    },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [KeyRing],
})
export class AccessModule {}
