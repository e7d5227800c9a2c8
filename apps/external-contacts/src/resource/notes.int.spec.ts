import { TestService } from '../../test/test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start();
}, 60_000);
afterAll(() => service?.stop());

const UNKNOWN = '018f0000-0000-7000-8000-000000000000';

describe('a note', () => {
  it('is written, read, listed, changed and deleted', async () => {
    const { id } = await service.create({ lastName: 'Nováková' });
    const note = await service.ok('POST', `/contacts/${id}/notes`, {
      noteText: 'likes tea',
      createdBy: { id: 'somebody' },
    });
    expect(note).toEqual({
      id: expect.any(String),
      entityId: id,
      entityType: 'contact',
      noteText: 'likes tea',
      createdBy: { id: service.principal.clientId, selfUri: `/api/v2/users/${service.principal.clientId}` },
      createDate: expect.any(String),
      modifyDate: note.createDate,
      selfUri: `/api/v2/externalcontacts/contacts/${id}/notes/${note.id}`,
    });
    expect(await service.ok('GET', `/contacts/${id}/notes/${note.id}`)).toEqual(note);
    const changed = await service.ok('PUT', `/contacts/${id}/notes/${note.id}`, { ...note, noteText: 'likes coffee' });
    expect(changed).toEqual({ ...note, noteText: 'likes coffee', modifyDate: changed.modifyDate });
    expect(changed.modifyDate > note.modifyDate).toBe(true);
    await service.ok('POST', `/contacts/${id}/notes`, { noteText: 'x'.repeat(32_000) });
    const listed = await service.ok('GET', `/contacts/${id}/notes?pageSize=1`);
    expect(listed).toMatchObject({ entities: [changed], total: 2, pageCount: 2 });
    expect(await service.ok('DELETE', `/contacts/${id}/notes/${note.id}`)).toEqual({});
    expect(await service.refusal('GET', `/contacts/${id}/notes/${note.id}`)).toEqual([404, 'entity.not.found']);
  });

  it('goes with its contact', async () => {
    const { id } = await service.create();
    await service.ok('POST', `/contacts/${id}/notes`, { noteText: 'secret' });
    await service.ok('DELETE', `/contacts/${id}`);
    expect((await service.domain.rows('contact_note')).filter((row) => row.includes(id))).toEqual([]);
    expect(await service.refusal('GET', `/contacts/${id}/notes`)).toEqual([404, 'contact.not.found']);
  });

  it('is refused for nobody, without text, and with too much of it', async () => {
    const { id } = await service.create();
    expect(await service.refusal('POST', `/contacts/${UNKNOWN}/notes`, { noteText: 'x' })).toEqual([
      404,
      'contact.not.found',
    ]);
    for (const noteText of ['', undefined, 'x'.repeat(32_001)])
      expect(await service.refusal('POST', `/contacts/${id}/notes`, { noteText })).toEqual([400, 'bad.request']);
    expect(await service.refusal('GET', `/contacts/${id}/notes/nonsense`)).toEqual([404, 'not.found']);
  });

  it('is not reached through another contact', async () => {
    const [a, b] = [await service.create(), await service.create()];
    const note = await service.ok('POST', `/contacts/${a.id}/notes`, { noteText: 'x' });
    expect(await service.refusal('DELETE', `/contacts/${b.id}/notes/${note.id}`)).toEqual([404, 'entity.not.found']);
  });
});
