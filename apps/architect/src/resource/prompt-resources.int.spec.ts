import type { Principal } from '@lethe/contracts';
import { RunningDomain } from '@lethe/testing';
import { architectFixture } from '../../test/fixture.ts';

describe('a prompt in one language', () => {
  let domain: RunningDomain;
  let caller: Principal;
  let path: string;
  beforeAll(async () => (domain = await RunningDomain.start(architectFixture)), 60_000);
  afterAll(() => domain?.stop());
  beforeEach(async () => {
    caller = domain.caller();
    const { id } = await domain.ok(caller, 'POST', '/api/v2/architect/prompts', { name: 'Hello' });
    path = `/api/v2/architect/prompts/${id}/resources`;
  });

  it('is there once, and answered again when it is asked for again as it is', async () => {
    const asked = { language: 'en-US', ttsString: 'Hello', tags: { b: ['x'], a: ['y', 'z'] } };
    const made = await domain.ok(caller, 'POST', path, asked);
    expect(await domain.ok(caller, 'POST', path, asked)).toEqual(made);
    for (const other of [{ language: 'en-us' }, { ...asked, text: 'Hello' }, { ...asked, tags: {} }])
      expect(await domain.refusal(caller, 'POST', path, other)).toEqual([409, 'request.conflict']);
  });
});
