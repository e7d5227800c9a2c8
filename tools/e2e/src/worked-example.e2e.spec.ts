import { Http } from './support/http.ts';
import { Lethe } from './support/lethe.ts';
import { readArchive } from './support/archive.ts';
import { sdkFor, type SdkApis } from './support/sdk.ts';

/** The worked example (requirements R74 to R77), told with the official SDK alone. */
describe('the worked example', () => {
  const name = 'Marie Hamanová';
  const email = 'marie.hamanova@praha.example';
  const corrected = 'marie.novakova@praha.example';
  let lethe: Lethe;
  let http: Http;
  let sdk: SdkApis;
  let first: string;
  let second: string;
  let canonical: string;

  beforeAll(async () => {
    lethe = await Lethe.start();
    http = await Http.login(lethe);
    sdk = await sdkFor(lethe);
  }, 120_000);
  afterAll(() => lethe?.stop(), 60_000);

  it('creates people in three domains', async () => {
    const contact = { firstName: 'Marie', lastName: 'Hamanová' };
    first = (await sdk.contacts.postExternalcontactsContacts({ ...contact, personalEmail: email } as never)).id!;
    second = (
      await sdk.contacts.postExternalcontactsContacts({
        ...contact,
        workEmail: email,
        cellPhone: { display: '+420 601 123 456' },
      } as never)
    ).id!;
    await sdk.contacts.postExternalcontactsContacts({
      firstName: 'Marie',
      lastName: 'Hamanová',
      personalEmail: 'another.marie@brno.example',
    } as never);
    await sdk.contacts.postExternalcontactsContactNotes(first, {
      noteText: 'prefers to be called in the evening',
    } as never);
    const list = await sdk.outbound.postOutboundContactlists({
      name: 'autumn',
      columnNames: ['name', 'phone', 'mail'],
      phoneColumns: [{ columnName: 'phone', type: 'cell' }],
      emailColumns: [{ columnName: 'mail', type: 'personal' }],
      nameColumns: [{ columnName: 'name', part: 'whole' }],
    } as never);
    await sdk.outbound.postOutboundContactlistContacts(list.id!, [
      { contactListId: list.id, data: { name, phone: '+420601123456', mail: email } },
    ] as never);
    await sdk.users.postUsers({
      name: 'Pavel Dvořák',
      email: 'pavel.dvorak@lethe.example',
      divisionId: '00000000-0000-0000-0000-000000000001',
    } as never);
  });

  it('merges two of them, and shows who is canonical', async () => {
    canonical = (
      await sdk.contacts.postExternalcontactsMergeContacts({
        sourceContact: { id: first },
        targetContact: { id: second },
        sourceContactId: first,
        targetContactId: second,
      } as never)
    ).id!;
    for (const id of [first, second, canonical]) {
      const contact = await sdk.contacts.getExternalcontactsContactUnresolved(id, undefined as never);
      expect((contact as { canonicalContact?: { id: string } }).canonicalContact?.id).toBe(canonical);
    }
  });

  it('finds the person by name and by e-mail address, and who else has the name', async () => {
    const byName = await sdk.gdpr.getGdprSubjects('NAME', 'HAMANOVA  marie');
    const byEmail = await sdk.gdpr.getGdprSubjects('EMAIL', email.toUpperCase());
    const contacts = (listing: { entities?: { externalContactId?: string }[] }) =>
      (listing.entities ?? []).flatMap((subject) => subject.externalContactId ?? []).sort();
    expect(contacts(byEmail)).toEqual([first, second, canonical].sort());
    expect(contacts(byName)).toHaveLength(4);
    expect(byEmail.total).toBe(4);
    expect(byEmail.entities?.filter((subject) => subject.dialerContactId !== undefined)).toHaveLength(1);
  });

  it('exports, downloads, and reads the archive', async () => {
    const request = await sdk.gdpr.postGdprRequests({
      requestType: 'GDPR_EXPORT',
      subject: { externalContactId: canonical },
    } as never);
    expect(request.status).toBe('INITIATED');
    const done = await http.ended(request.id!);
    expect(done.status).toBe('COMPLETED');
    const files = await readArchive(http, done.resultsUrl!);
    const manifest = JSON.parse(files.get('manifest.json')!) as Record<string, unknown>;
    expect(manifest).toHaveProperty('requestId', request.id);
    const all = [...files.values()].join('\n');
    expect(all).toContain('601');
    expect(all).toContain(email);
    expect(all).not.toContain('another.marie@brno.example');
    expect([...files.keys()]).toEqual(expect.arrayContaining(['external-contacts/externalContact.json']));
  });

  it('corrects the e-mail address everywhere', async () => {
    const request = await sdk.gdpr.postGdprRequests({
      requestType: 'GDPR_UPDATE',
      subject: { externalContactId: canonical },
      replacementTerms: [{ type: 'EMAIL', existingValue: email, updatedValue: corrected }],
    } as never);
    const related = (request as unknown as { relatedRequests: { id: string }[] }).relatedRequests;
    expect(related).toHaveLength(2);
    for (const { id } of [{ id: request.id! }, ...related]) expect((await http.ended(id)).status).toBe('COMPLETED');
    expect((await sdk.gdpr.getGdprSubjects('EMAIL', email)).entities).toEqual([]);
    expect((await sdk.gdpr.getGdprSubjects('EMAIL', corrected)).total).toBe(4);
  });

  it('erases the whole merge set, one request for each member, and nobody else', async () => {
    const request = await sdk.gdpr.postGdprRequests(
      { requestType: 'GDPR_DELETE', subject: { externalContactId: first } } as never,
      { deleteConfirmed: true },
    );
    const related = (request as unknown as { relatedRequests: { id: string; selfUri: string }[] }).relatedRequests;
    expect(related).toHaveLength(2);
    for (const { id } of [{ id: request.id! }, ...related]) {
      const done = await http.ended(id);
      expect(done.status).toBe('COMPLETED');
      expect(done.relatedRequests).toHaveLength(2);
      expect(Object.keys(done.subject)).toEqual(['externalContactId']);
    }
    for (const id of [first, second, canonical]) {
      await expect(sdk.contacts.getExternalcontactsContact(id, undefined as never)).rejects.toMatchObject({
        status: 404,
      });
    }
    expect((await sdk.gdpr.getGdprSubjects('EMAIL', corrected)).entities).toEqual([]);
    expect((await sdk.gdpr.getGdprSubjects('NAME', name)).entities).toHaveLength(1);
    await expect(
      sdk.gdpr.postGdprRequests({ requestType: 'GDPR_EXPORT', subject: { externalContactId: first } } as never),
    ).rejects.toMatchObject({ status: 404, code: 'not.found' });
  });

  it('tells what each domain did', async () => {
    const listing = await sdk.gdpr.getGdprRequests({ pageSize: 100 });
    expect(listing.entities!.length).toBeGreaterThanOrEqual(7);
    const erasure = listing.entities!.find((request) => request.requestType === 'GDPR_DELETE')!;
    const tasks = await http.tasks(erasure.id!);
    expect(tasks.entities.map((task) => task.domain).sort()).toEqual([
      'architect',
      'conversations',
      'dialer',
      'directory',
      'external-contacts',
      'journey',
    ]);
    expect(tasks.entities.every((task) => task.state === 'done')).toBe(true);
    const changes = tasks.entities.flatMap((task) => task.counts);
    expect(changes).toContainEqual(
      expect.objectContaining({ recordType: 'externalContact', disposition: 'deleted', records: 1 }),
    );
  });
});
