import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  type BoardChanges,
  type Merged,
  type MergeInput,
  mergeInput,
  mergeParams,
  type SplitInput,
  splitInput,
} from '@ceasefire/contracts';
import { Requires } from '../access/requires.ts';
import { Commands } from '../commanding/commands.service.ts';
import type { Envelope } from '../commanding/envelope.ts';
import { type JoinCommand, JoinDevelopments } from '../commanding/join-developments.ts';
import { WriteEnvelope } from '../commanding/write-envelope.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { RecordedMerges } from './recorded-merges.ts';

/** Making one development out of several, and undoing it, for editors. */
@Controller('api/v1/admin/merges')
@Requires('editor')
export class MergesController {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(RecordedMerges) private readonly merges: RecordedMerges,
  ) {}

  /** The answer's `position` names the merge when it is to be undone. */
  @Post()
  @HttpCode(200)
  merge(
    @Body(new ZodPipe(mergeInput)) input: MergeInput,
    @WriteEnvelope('none', mergeInput) envelope: Envelope,
  ): Promise<Merged | BoardChanges> {
    return this.#join({ type: 'Merge', ...input }, envelope);
  }

  @Post(':position/undo')
  @HttpCode(200)
  async undo(
    @Param(new ZodPipe(mergeParams)) { position }: { position: number },
    @Body(new ZodPipe(splitInput)) { reason }: SplitInput,
    @WriteEnvelope('none', splitInput) envelope: Envelope,
  ): Promise<Merged | BoardChanges> {
    const merge = await this.merges.get(position);
    return this.#join({ type: 'Split', ...merge, reason }, envelope);
  }

  async #join(command: JoinCommand, envelope: Envelope): Promise<Merged | BoardChanges> {
    const { reason } = command;
    const join = new JoinDevelopments(command, { ...envelope, reason });
    const { appended, preview } = await this.commands.issue(join);
    if (preview !== undefined) return preview;
    const versions = Object.entries(appended.versions).map(([stream, version]) => [
      stream.replace(/^development-/u, ''),
      version,
    ]);
    return {
      position: appended.firstPosition,
      versions: Object.fromEntries(versions) as Merged['versions'],
    };
  }
}
