import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

let servers: Servers;
let harness: Harness;

beforeAll(async () => (servers = await startServers()));
afterAll(() => stopServers(servers));
afterEach(() => harness.stop());

test('a domain is not asked again for what it refuses for good', async () => {
  harness = await Harness.start(servers, { one: {}, two: {} });
  const taken = { code: 'value.taken', message: 'taken' };
  harness.domain('one').answer = (verb) =>
    verb === 'rectify' ? { status: 'failed', away: false, final: true, reason: taken } : {};
  const { request } = await harness.create({
    requestType: 'GDPR_UPDATE',
    subject: { emailAddresses: ['ada@example.org'] },
    replacementTerms: [{ type: 'EMAIL', existingValue: 'ada@example.org', updatedValue: 'b@example.org' }],
  });
  await harness.reaches(request.id, 'ERROR');
  expect(await harness.task(request.id, 'one')).toMatchObject({ state: 'parked', attempts: 1, reasons: [taken] });
  expect(harness.domain('one').tasks('rectify')).toHaveLength(1);
  expect(await harness.task(request.id, 'two')).toMatchObject({ state: 'done' });
});

test('a correction that changed nothing says so, and one that changed something does not', async () => {
  harness = await Harness.start(servers, { one: {}, two: {} });
  const correct = async () => {
    const { request } = await harness.create({
      requestType: 'GDPR_UPDATE',
      subject: { emailAddresses: ['ada@example.org'] },
      replacementTerms: [{ type: 'EMAIL', existingValue: 'ada@example.org', updatedValue: 'b@example.org' }],
    });
    await harness.reaches(request.id, 'COMPLETED');
    return harness.get(request.id);
  };
  expect((await correct()).warnings).toEqual([expect.objectContaining({ code: 'nothing.matched' })]);
  const change = { recordType: 'x', disposition: 'rectified' as const, records: 1, fields: { email: 1 } };
  harness.domain('two').answer = (verb) => (verb === 'rectify' ? { changes: [change] } : {});
  expect(await correct()).not.toHaveProperty('warnings');
});
