import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileCall, UploadTicket } from '@lethe/contracts';
import { removeDue, StoredFiles } from '@lethe/domain-kit';
import type { EntityManager } from 'typeorm';
import { DomainUnderTest } from '../conformance/domain-under-test.ts';
import { testPerson } from '../conformance/test-person.ts';
import { TestPostgres } from '../test-postgres.ts';
import { Photo } from './entities.ts';
import { sampleDomain } from './sample-domain.ts';

let postgres: TestPostgres;
let domain: DomainUnderTest;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  domain = await DomainUnderTest.open(sampleDomain, postgres);
}, 60_000);
afterAll(async () => {
  await domain?.close();
  await postgres?.dispose();
});

const inDomain = <T>(work: (manager: EntityManager) => Promise<T>) =>
  domain.engine.store.transaction(domain.context, work);
const photosOf = (memberId: string) => inDomain((manager) => manager.findBy(Photo, { memberId }));

describe('a record under a hold', () => {
  it('is retained with its file, under the ground that stands on it, and the rest is erased', async () => {
    const id = await domain.seed(domain.context, testPerson());
    await postgres.query(
      `update photo set hold = 'Art. 17(3)(e), it''s in court' where member_id = '${id.id}'`,
      domain.database,
    );
    const outcome = await domain.done('erase', domain.task({ id }));
    expect(outcome.located).toContainEqual({
      recordType: 'photo',
      disposition: 'retain',
      records: 1,
      ground: "Art. 17(3)(e), it's in court",
    });
    expect(outcome.changes).toContainEqual({
      recordType: 'photo',
      disposition: 'retained',
      records: 1,
      ground: "Art. 17(3)(e), it's in court",
    });
    expect(outcome.changes).toContainEqual(
      expect.objectContaining({ recordType: 'member', disposition: 'deleted', records: 1 }),
    );
    const [photo] = await photosOf(id.id);
    expect(await domain.engine.storage.exists(photo!.fileLocation!)).toBe(true);
  });
});

describe('a record with other people in it', () => {
  it('is left out of the export, which says so, and is erased all the same', async () => {
    const id = await domain.seed(domain.context, testPerson());
    await postgres.query(`update photo set is_of_several = true where member_id = '${id.id}'`, domain.database);
    const exported = await domain.done('export', domain.task({ id }));
    expect(exported.parts.map((part) => part.recordType)).not.toContain('photo');
    expect(exported.leftOut).toEqual([
      { recordType: 'photo', records: 1, reason: { code: 'other.people', message: 'Other people are on it.' } },
    ]);
    await domain.done('erase', domain.task({ id }));
    expect(await photosOf(id.id)).toEqual([]);
  });
});

describe('an upload', () => {
  const files = new StoredFiles('sample');
  let memberId: string;
  let photoId: string;
  beforeEach(async () => {
    memberId = (await domain.seed(domain.context, testPerson())).id;
    photoId = randomUUID();
    await inDomain((manager) =>
      manager.save(
        manager.create(Photo, {
          organisationId: domain.context.organisationId,
          id: photoId,
          memberId,
          unit: 'sales',
          isOfSeveral: false,
        }),
      ),
    );
  });

  it('of a record that is made for it works as well', async () => {
    const fresh = randomUUID();
    const ticket = await inDomain(async (manager) => {
      const photo = manager.create(Photo, {
        organisationId: domain.context.organisationId,
        id: fresh,
        memberId,
        unit: 'sales',
        isOfSeveral: false,
      });
      const opened = await files.open(manager, photo, memberId, { phase: 'open', contentType: 'text/plain' });
      await manager.save(photo);
      return opened;
    });
    expect((await photosOf(memberId)).find(({ id }) => id === fresh)).toMatchObject({
      fileLocation: ticket.location,
      uploadedAt: null,
    });
  });

  const changed = <T>(change: (manager: EntityManager, photo: Photo) => Promise<T>): Promise<T> =>
    inDomain(async (manager) => {
      const photo = await manager.findOneByOrFail(Photo, { id: photoId });
      const result = await change(manager, photo);
      await manager.save(photo);
      return result;
    });
  const open = () =>
    changed((manager, photo) =>
      files.open(manager, photo, memberId, { phase: 'open', contentType: 'text/plain', fileName: 'a.txt' }),
    );
  const write = async (
    { location, key }: UploadTicket,
    content: string,
  ): Promise<Extract<FileCall, { phase: 'close' }>> => ({
    phase: 'close',
    location,
    ...(await domain.engine.storage.write(location, Buffer.from(key, 'base64'), Readable.from([Buffer.from(content)]))),
  });
  const close = (call: Extract<FileCall, { phase: 'close' }>) =>
    changed((manager, photo) => files.close(manager, photo, call));
  const later = (hours: number) =>
    postgres.query(`update storage_removal set due_at = due_at - interval '${hours} hours'`, domain.database);

  it('is there once it is closed', async () => {
    const ticket = await open();
    const incomplete = await photosOf(memberId);
    expect(() => files.content(incomplete.find((photo) => photo.id === photoId)!)).toThrow('not found');
    const call = await write(ticket, 'hello');
    await close(call);
    await close(call);
    const content = await changed(async (_, photo) => files.content(photo));
    expect(content).toEqual({
      location: ticket.location,
      key: ticket.key,
      bytes: 5,
      contentType: 'text/plain',
      fileName: 'a.txt',
    });
    await later(3);
    await removeDue(domain.engine);
    expect(await domain.engine.storage.exists(ticket.location)).toBe(true);
  });

  it('that broke off leaves nothing after its time, and can be sent again', async () => {
    const ticket = await open();
    await write(ticket, 'half done');
    const again = await open();
    await close(await write(again, 'whole'));
    await later(3);
    await removeDue(domain.engine);
    expect(await domain.engine.storage.exists(ticket.location)).toBe(false);
    expect(await domain.engine.storage.exists(again.location)).toBe(true);
  });

  it('that is closed after another took its place, or too late, is refused', async () => {
    const first = await write(await open(), 'first');
    const second = await write(await open(), 'second');
    await expect(close(first)).rejects.toMatchObject({ code: 'request.conflict' });
    await later(3);
    await removeDue(domain.engine);
    await expect(close(second)).rejects.toMatchObject({ code: 'request.conflict' });
  });

  it('of the same content again changes nothing; of other content it is refused', async () => {
    const ticket = await open();
    await close(await write(ticket, 'same'));
    const again = await write(await open(), 'same');
    await close(again);
    await removeDue(domain.engine);
    expect(await domain.engine.storage.exists(again.location)).toBe(false);
    await expect(close(await write(await open(), 'other'))).rejects.toMatchObject({ code: 'request.conflict' });
    const content = await changed(async (_, photo) => files.content(photo));
    expect(content.location).toBe(ticket.location);
  });

  it('that ends while its person is erased leaves nothing', async () => {
    const call = await write(await open(), 'too late');
    await domain.done('erase', domain.task({ id: { type: 'externalContactId', id: memberId } }));
    expect(await domain.engine.storage.exists(call.location)).toBe(false);
    await expect(close(call)).rejects.toThrow();
  });
});
