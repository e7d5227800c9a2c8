import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get } from '@nestjs/common';
import { RequirePermission } from '@lethe/domain-kit';
import { NoResponder } from '@lethe/messaging';
import { RunningDomain } from '../running-domain.ts';
import { sampleDomain } from './sample-domain.ts';

@Controller('api/v2/slowly')
class Slowly {
  @Get()
  @RequirePermission('sample:slowly:view')
  async answer() {
    await pause(150);
    return {};
  }
}

it('a domain that stops answers every call that it has got; the next ones find nobody', async () => {
  const domain = await RunningDomain.start({
    definition: { ...sampleDomain.definition, controllers: [Slowly] },
    migrations: sampleDomain.migrations,
  });
  try {
    const caller = domain.caller();
    const outcomes: Record<string, number> = {};
    let asking = true;
    const ask = async () => {
      while (asking) {
        const outcome = await domain.call(caller, 'GET', '/api/v2/slowly').then(
          ({ status }) => String(status),
          (error: unknown) => (error instanceof NoResponder ? 'nobody' : String(error)),
        );
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        if (outcome === 'nobody') await pause(20);
      }
    };
    const callers = Promise.all(Array.from({ length: 20 }, ask));
    await pause(500);
    await domain.stopService();
    await pause(100);
    asking = false;
    await callers;
    expect(outcomes).toEqual({ 200: expect.any(Number) as number, nobody: expect.any(Number) as number });
  } finally {
    await domain.stop();
  }
}, 60_000);
