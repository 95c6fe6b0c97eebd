import { randomUUID } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  type BoardChanges,
  type Changed,
  type CorrectionInput,
  correctionInput,
  type DevelopmentInput,
  developmentInput,
  developmentParams,
  type Recorded,
  type ReinstatementInput,
  reinstatementInput,
  type RetractionInput,
  retractionInput,
  type SourceInput,
  sourceInput,
  withId,
} from '@ceasefire/contracts';
import { type DevelopmentCommand, developmentStream } from '@ceasefire/domain';
import type { FastifyReply } from 'fastify';
import { Requires } from '../access/requires.ts';
import { ChangeDevelopment } from '../commanding/change-development.ts';
import { Commands } from '../commanding/commands.service.ts';
import type { Envelope } from '../commanding/envelope.ts';
import { derivedId } from '../repeating/request-identity.ts';
import { WriteEnvelope } from '../commanding/write-envelope.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';

const ofPath = (): ParameterDecorator => Param(new ZodPipe(developmentParams));

interface Path {
  readonly id: string;
}

/** Recording and changing developments, for editors. */
@Controller('api/v1/admin/developments')
@Requires('editor')
export class EditingController {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Post()
  async record(
    @Body(new ZodPipe(developmentInput)) input: DevelopmentInput,
    @WriteEnvelope('none', developmentInput) envelope: Envelope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Recorded | BoardChanges> {
    // What a dry run shows is new, also when the same request was sent in earnest before.
    const commandId = envelope.dryRun === true ? undefined : envelope.commandId;
    const id = input.id ?? derivedId(commandId ?? randomUUID());
    const development = withId(input, id);
    const command = new ChangeDevelopment(id, { type: 'ReportDevelopment', development }, envelope);
    const { appended, preview } = await this.commands.issue(command);
    if (preview !== undefined) {
      void reply.code(200);
      return preview;
    }
    const version = appended.versions[developmentStream(id)] ?? 1;
    void reply.header('Location', `/api/v1/developments/${id}`).header('ETag', `"${version}"`);
    return { id, version, position: appended.lastPosition };
  }

  @Post(':id/corrections')
  @HttpCode(200)
  correct(
    @ofPath() { id }: Path,
    @Body(new ZodPipe(correctionInput)) { changes, reason }: CorrectionInput,
    @WriteEnvelope('required', correctionInput) envelope: Envelope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Changed | BoardChanges> {
    return this.#change(id, { type: 'CorrectDevelopment', changes, reason }, { envelope, reply });
  }

  @Post(':id/retraction')
  @HttpCode(200)
  retract(
    @ofPath() { id }: Path,
    @Body(new ZodPipe(retractionInput)) { reason }: RetractionInput,
    @WriteEnvelope('required', retractionInput) envelope: Envelope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Changed | BoardChanges> {
    return this.#change(id, { type: 'RetractDevelopment', reason }, { envelope, reply });
  }

  @Post(':id/reinstatement')
  @HttpCode(200)
  reinstate(
    @ofPath() { id }: Path,
    @Body(new ZodPipe(reinstatementInput)) { reason }: ReinstatementInput,
    @WriteEnvelope('required', reinstatementInput) envelope: Envelope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Changed | BoardChanges> {
    return this.#change(id, { type: 'ReinstateDevelopment', reason }, { envelope, reply });
  }

  @Post(':id/sources')
  @HttpCode(200)
  addSource(
    @ofPath() { id }: Path,
    @Body(new ZodPipe(sourceInput)) { source, reason }: SourceInput,
    @WriteEnvelope('required', sourceInput) envelope: Envelope,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Changed | BoardChanges> {
    const command = { type: 'AddSource', source, ...(reason !== undefined && { reason }) } as const;
    return this.#change(id, command, { envelope, reply });
  }

  async #change(
    id: string,
    command: Exclude<DevelopmentCommand, { type: 'ReportDevelopment' }>,
    { envelope, reply }: { readonly envelope: Envelope; readonly reply: FastifyReply },
  ): Promise<Changed | BoardChanges> {
    const { reason } = command;
    const why = reason === undefined ? envelope : { ...envelope, reason };
    const { appended, preview } = await this.commands.issue(
      new ChangeDevelopment(id, command, why),
    );
    if (preview !== undefined) return preview;
    const version = appended.versions[developmentStream(id)] ?? 0;
    void reply.header('ETag', `"${version}"`);
    return { version, position: appended.lastPosition };
  }
}
