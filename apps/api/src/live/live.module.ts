import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.ts';
import { StateModule } from '../state/state.module.ts';
import { BoardChanges } from './board-changes.ts';
import { BoardFeed } from './board-feed.ts';
import { LiveController } from './live.controller.ts';
import { LiveGateway } from './live.gateway.ts';

/** Follows the log for everybody who watches, over sockets and server-sent events. */
@Module({
  imports: [StateModule, AccessModule],
  controllers: [LiveController],
  providers: [{ provide: BoardFeed, useClass: BoardChanges }, LiveGateway],
  exports: [LiveGateway],
})
export class LiveModule {}
