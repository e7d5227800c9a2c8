import type { CallContext, PostureReply, SubjectId } from '@lethe/contracts';
import { DomainUnderTest } from '../conformance/domain-under-test.ts';

export class OverlooksWhatNobodySearches extends DomainUnderTest {
  override async posture(context: CallContext, cursor?: string): Promise<PostureReply> {
    const reply = await super.posture(context, cursor);
    return { ...reply, places: reply.places.filter(({ place }) => place !== 'photo.unit') };
  }
}

export class QuotesWhatItFinds extends DomainUnderTest {
  override async posture(context: CallContext, cursor?: string): Promise<PostureReply> {
    const reply = await super.posture(context, cursor);
    const quoted = reply.keys.find(({ kind }) => kind === 'EMAIL')?.key ?? '';
    return { ...reply, places: reply.places.map((place) => ({ ...place, reason: `${place.reason}: ${quoted}` })) };
  }
}

export class LooksIntoAnotherOrganisation extends DomainUnderTest {
  private last: CallContext | undefined;

  override seed(...[context, person]: Parameters<DomainUnderTest['seed']>): Promise<SubjectId> {
    this.last = context;
    return super.seed(context, person);
  }

  override posture(context: CallContext, cursor?: string): Promise<PostureReply> {
    return super.posture(this.last ?? context, cursor);
  }
}
