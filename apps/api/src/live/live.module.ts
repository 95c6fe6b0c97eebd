import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.ts';
import { StateModule } from '../state/state.module.ts';
import { BoardChanges } from './board-changes.ts';
import { BoardFeed } from './board-feed.ts';
import { LiveController } from './live.controller.ts';
import { LiveGateway } from './live.gateway.ts';
import { LivePages } from './live-pages.ts';
import type { LogTail } from '../database/log-tail.ts';
import { LOG_TAIL } from '../tokens.ts';

/** Follows the log for everybody who watches, over sockets and server-sent events. */
@Module({
  imports: [StateModule, AccessModule],
  controllers: [LiveController],
  providers: [
    { provide: BoardFeed, useClass: BoardChanges },
    { provide: LivePages, useFactory: (tail: LogTail) => new LivePages(tail), inject: [LOG_TAIL] },
    LiveGateway,
  ],
  exports: [LiveGateway],
})
export class LiveModule {}
