import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import {
  keyParamsSchema,
  newKeySchema,
  type CreatedKey,
  type Key,
  type NewKey,
} from '@ceasefire/contracts';
import type { FastifyReply } from 'fastify';
import { Repeated } from '../repeating/repeated.ts';
import type { RequestIdentity } from '../repeating/request-identity.ts';
import { ZodPipe } from '../validation/zod.pipe.ts';
import { CallerSecret } from './caller.ts';
import { KeyRing } from './key-ring.ts';
import { Who, type Principal } from './principal.ts';
import { Requires } from './requires.ts';

/** Keys of the admin API, for admins. */
@Controller('api/v1/admin/keys')
@Requires('admin')
export class KeysController {
  constructor(@Inject(KeyRing) private readonly keys: KeyRing) {}

  @Get()
  async list(): Promise<{ items: readonly Key[] }> {
    return { items: await this.keys.list() };
  }

  @Post()
  async create(
    @Body(new ZodPipe(newKeySchema)) wanted: NewKey,
    @Who() who: Principal,
    @CallerSecret() callerSecret: string,
    @Repeated({ body: newKeySchema }) identity: RequestIdentity | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedKey> {
    const created = await this.keys.create(
      wanted,
      who.name,
      identity && { identity, callerSecret },
    );
    void reply
      .header('Cache-Control', 'no-store')
      .header('Location', `/api/v1/admin/keys/${created.id}`);
    return created;
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@Param(new ZodPipe(keyParamsSchema)) { id }: { id: string }): Promise<void> {
    await this.keys.revoke(id);
  }
}
