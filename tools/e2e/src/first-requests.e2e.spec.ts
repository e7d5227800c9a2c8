import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { firstRequests } from '@lethe/stack';
import { until } from '@lethe/testing';
import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';

describe('the lines that npm start prints', () => {
  let lethe: Lethe;
  let http: Http;
  beforeAll(async () => {
    lethe = await Lethe.start();
    http = await Http.login(lethe);
  }, 120_000);
  afterAll(() => lethe?.stop(), 60_000);

  it('find, export and erase one of the demo people when they are pasted', async () => {
    const { body } = await http.send<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', {
      lastName: 'Demo',
      externalIds: [{ externalSource: { id: 'demo' }, value: 'demo-1' }],
    });
    const { stdout } = await promisify(execFile)('sh', ['-c', firstRequests(lethe.description).join('\necho\n')]);
    const [found, exported, erased] = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    expect(found.entities).toMatchObject([{ externalContactId: body.id }]);
    expect([exported.requestType, erased.requestType]).toEqual(['GDPR_EXPORT', 'GDPR_DELETE']);
    for (const request of [exported, erased])
      await until(
        'it is completed',
        async () =>
          (await http.send<{ status: string }>('GET', `/api/v2/gdpr/requests/${request.id}`)).body.status ===
          'COMPLETED',
      );
  });
});
