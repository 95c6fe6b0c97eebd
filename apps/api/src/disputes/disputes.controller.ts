import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  type BoardChanges,
  type Changed,
  type ReopeningInput,
  reopeningInput,
  type ResolutionInput,
  resolutionInput,
  subjectParams,
} from '@ceasefire/contracts';
import { type DisputeCommand, disputeStream } from '@ceasefire/domain';
import type { FastifyReply } from 'fastify';
import { Requires } from '../access/requires.ts';
import { ChangeDispute } from '../commanding/change-dispute.ts';
import { Commands } from '../commanding/commands.service.ts';
import type { Envelope } from '../commanding/envelope.ts';
import { WriteEnvelope } from '../commanding/write-envelope.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';

interface Path {
  readonly subject: string;
}

/** Judging disputes, for editors. */
@Controller('api/v1/admin/disputes/:subject')
@Requires('editor')
export class DisputesController {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Post('resolution')
  @HttpCode(200)
  resolve(
    @Param(new ZodPipe(subjectParams)) { subject }: Path,
    @Body(new ZodPipe(resolutionInput)) input: ResolutionInput,
    @WriteEnvelope('optional', resolutionInput) envelope: Envelope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Changed | BoardChanges> {
    return this.#change({ type: 'ResolveDispute', subject, ...input }, envelope, reply);
  }

  @Post('reopening')
  @HttpCode(200)
  reopen(
    @Param(new ZodPipe(subjectParams)) { subject }: Path,
    @Body(new ZodPipe(reopeningInput)) input: ReopeningInput,
    @WriteEnvelope('optional', reopeningInput) envelope: Envelope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Changed | BoardChanges> {
    return this.#change({ type: 'ReopenDispute', subject, ...input }, envelope, reply);
  }

  async #change(
    command: DisputeCommand,
    envelope: Envelope,
    reply: FastifyReply,
  ): Promise<Changed | BoardChanges> {
    const { reason } = command;
    const change = new ChangeDispute(command, { ...envelope, reason });
    const { appended, preview } = await this.commands.issue(change);
    if (preview !== undefined) return preview;
    const version = appended.versions[disputeStream(command.subject)] ?? 0;
    void reply.header('ETag', `"${version}"`);
    return { version, position: appended.lastPosition };
  }
}
