import { Harness, startServers, stopServers, type Servers } from '../../test/harness.ts';

/** What tells whether anything carries an id that no owner knows (D24). */
describe('an id that only records of other kinds carry', () => {
  let servers: Servers;
  let harness: Harness;
  beforeAll(async () => (servers = await startServers()));
  afterAll(() => stopServers(servers));
  beforeEach(async () => {
    harness = await Harness.start(servers, {
      lists: { subjectIds: ['dialerContactId'], searches: ['EXTERNAL_ID'] },
      tables: { requiresSubject: true },
    });
  });
  afterEach(() => harness.stop());

  const [ROW, LIST, OTHER] = ['1', '2', '3'].map((n) => `${n.repeat(8)}-1111-4111-8111-111111111111`) as [
    string,
    string,
    string,
  ];
  const found = (recordType: string) => ({ located: [{ recordType, disposition: 'delete' as const, records: 1 }] });
  const unknown = { code: 'not.found' };

  test('of a pair is unknown where the record has another parent, and known where a reference says none', async () => {
    const ask = (parent?: string) => {
      const subjectIds = [{ type: 'dialerContactId' as const, id: ROW, ...(parent && { parent }) }];
      harness.domain('lists').answer = () => ({ ...found('dialerContact'), subjectIds });
      const subject = { dialerContactId: { id: ROW, contactListId: LIST } };
      return harness.create({ requestType: 'GDPR_DELETE', subject });
    };
    await expect(ask(OTHER)).rejects.toMatchObject(unknown);
    for (const parent of [LIST, undefined])
      expect((await ask(parent)).request.subject).toHaveProperty('dialerContactId');
  });

  test('of another system reaches a domain that needs an id, as long as that carries it', async () => {
    const ask = () => harness.create({ requestType: 'GDPR_DELETE', subject: { externalId: 'X-7' } });
    await expect(ask()).rejects.toMatchObject(unknown);
    let isThere = true;
    harness.domain('tables').answer = (verb) => {
      if (verb === 'erase') isThere = false;
      return isThere ? found('row') : {};
    };
    const { request } = await ask();
    await harness.reaches(request.id, 'COMPLETED');
    expect(harness.domain('tables').tasks('erase')[0]!.subject).toMatchObject({ byTerm: true, alsoIds: [] });
    await expect(ask()).rejects.toMatchObject(unknown);
    await harness.domain('tables').away();
    await expect(ask()).rejects.toMatchObject({ code: 'service.unavailable' });
  });
});
