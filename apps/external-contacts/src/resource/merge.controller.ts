import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { Principal } from '@lethe/contracts';
import { Answers, Caller, RequirePermission } from '@lethe/domain-kit';
import { ContactView } from './contact-schema.ts';
import { MergeContactsInput, MergePairInput } from './merge-input.ts';
import { MergeService } from './merge.service.ts';

@Controller('api/v2/externalcontacts')
@RequirePermission('externalContacts:identity:merge')
export class MergeController {
  constructor(private readonly merges: MergeService) {}

  @Post('contacts/merge')
  @HttpCode(200)
  @Answers(200, ContactView)
  merge(@Caller() caller: Principal, @Body({ schema: MergeContactsInput }) input: MergeContactsInput) {
    return this.merges.merge(caller, input);
  }

  /** Deprecated by Genesys; the source is merged into the target, whose values win. */
  @Post('merge/contacts')
  @HttpCode(200)
  @Answers(200, ContactView)
  mergePair(
    @Caller() caller: Principal,
    @Body({ schema: MergePairInput }) { sourceContactId, targetContactId }: MergePairInput,
  ) {
    return this.merges.merge(caller, { contactIds: [targetContactId, sourceContactId] });
  }
}
