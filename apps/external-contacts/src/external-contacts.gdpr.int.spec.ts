import { randomUUID } from 'node:crypto';
import type { CallContext, GdprSubject } from '@lethe/contracts';
import {
  buildModel,
  indexDisagreements,
  NotPersonal,
  OrganisationOwned,
  SubjectKey,
  SubjectRecord,
} from '@lethe/domain-kit';
import { termKeys, type IdentifierKind } from '@lethe/matching';
import { createDataSource } from '@lethe/persistence';
import { DomainUnderTest, TestPostgres } from '@lethe/testing';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { ContactNote } from './entities/contact-note.ts';
import { ExternalContact } from './entities/external-contact.ts';
import { contactFields } from './resource/contact-fields.ts';
import type { ContactInput } from './resource/contact-input.ts';
import { insertContact } from './resource/insert-contact.ts';
import { externalContactsFixture } from '../test/external-contacts-fixture.ts';

let postgres: TestPostgres;
let domain: DomainUnderTest;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  domain = await DomainUnderTest.open(externalContactsFixture, postgres);
}, 60_000);
afterAll(async () => {
  await domain?.close();
  await postgres?.dispose();
});

/** An organisation of its own, so that values need not be unique. */
const newContext = (): CallContext => ({ organisationId: randomUUID(), defaultCountry: 'US', correlationId: 'test' });
const store = (context: CallContext, input: ContactInput): Promise<string> =>
  domain.engine.store.transaction(
    context,
    async (manager) => (await insertContact(manager, context, contactFields(input, context.defaultCountry))).id,
  );
const load = (context: CallContext, id: string) =>
  domain.engine.store.transaction(context, (manager) => manager.findOneBy(ExternalContact, { id }));
const addNote = (context: CallContext, contactId: string, noteText: string) =>
  domain.engine.store.transaction(context, (manager) =>
    manager.insert(ContactNote, {
      organisationId: context.organisationId,
      id: randomUUID(),
      contactId,
      noteText,
      createdBy: 'client',
    }),
  );
const byId = (id: string) => ({ id: { type: 'externalContactId' as const, id } });
const rectify = async (
  context: CallContext,
  id: string,
  type: IdentifierKind,
  existingValue: string,
  updatedValue: string,
) =>
  domain.done('rectify', domain.task(byId(id), { context, replacementTerms: [{ type, existingValue, updatedValue }] }));
const find = async (context: CallContext, kind: IdentifierKind, value: string) =>
  (await domain.search(context, kind, value)).map((subject: GdprSubject) => subject.externalContactId);

describe('a correction', () => {
  it('rewrites a phone number and all that is derived from it', async () => {
    const context = newContext();
    const id = await store(context, {
      homePhone: { display: '912 345 678', acceptsSMS: true, extension: 7 },
      address: { countryCode: 'PT' },
    });
    const outcome = await rectify(context, id, 'PHONE', '+351912345678;ext=7', '911 111 111');
    expect(outcome.changes).toEqual([
      { recordType: 'externalContact', disposition: 'rectified', records: 1, fields: { homePhone: 1 } },
    ]);
    expect((await load(context, id))!.homePhone).toEqual({
      display: '911 111 111',
      userInput: '911 111 111',
      acceptsSMS: true,
      e164: '+351911111111',
      countryCode: 'PT',
    });
    expect(await find(context, 'PHONE', '+351911111111')).toEqual([id]);
    expect(await find(context, 'PHONE', '+351912345678;ext=7')).toEqual([]);
  });

  it('leaves a number with another extension alone', async () => {
    const context = newContext();
    const id = await store(context, { workPhone: { display: '+12125551234', extension: 5 } });
    expect((await rectify(context, id, 'PHONE', '+12125551234', '+12125550000')).changes).toEqual([]);
  });

  it('rewrites each social handle and the name that stands beside it', async () => {
    const context = newContext();
    const id = await store(context, {
      firstName: 'Marie',
      lastName: 'Nováková',
      twitterId: { screenName: 'old', name: 'Marie Nováková', profileUrl: 'https://social.example/old', id: '1' },
      instagramId: { handle: 'old', ids: [{ scopedId: 'i1' }], displayName: 'Marie Nováková' },
      facebookId: { ids: [{ scopedId: 'f1' }], displayName: 'somebody' },
      appleOpaqueIds: [{ value: 'a1' }, { value: 'a2' }],
      whatsAppId: { phoneNumber: { display: '+351 912 345 678' } },
      externalIds: [{ externalSource: { id: 's' }, value: 'x1' }],
    });
    const terms: [IdentifierKind, string, string][] = [
      ['TWITTER', '@Old', 'new'],
      ['INSTAGRAM', 'I1', 'i9'],
      ['FACEBOOK', 'f1', 'f9'],
      ['APPLE_MESSAGES', 'a2', 'a9'],
      ['WHATSAPP', '+351912345678', '+351 911 111 111'],
      ['EXTERNAL_ID', 'x1', 'x9'],
      ['NAME', 'Marie Nováková', 'Marie Dvořáková'],
    ];
    for (const [kind, before, after] of terms) {
      await rectify(context, id, kind, before, after);
      expect([kind, await find(context, kind, before), await find(context, kind, after)]).toEqual([kind, [], [id]]);
    }
    const { twitterId, instagramId, facebookId, appleOpaqueIds, whatsAppId, externalIds, lastName } = (await load(
      context,
      id,
    ))!;
    expect({ twitterId, instagramId, facebookId, appleOpaqueIds, whatsAppId, externalIds, lastName }).toEqual({
      lastName: 'Dvořáková',
      twitterId: { screenName: 'new', name: 'Marie Dvořáková', id: '1' },
      instagramId: { handle: 'old', ids: [{ scopedId: 'i9' }], displayName: 'Marie Dvořáková' },
      facebookId: { ids: [{ scopedId: 'f9' }], displayName: 'somebody' },
      appleOpaqueIds: [{ value: 'a1' }, { value: 'a9' }],
      whatsAppId: {
        phoneNumber: {
          display: '+351 911 111 111',
          userInput: '+351 911 111 111',
          e164: '+351911111111',
          countryCode: 'PT',
        },
      },
      externalIds: [{ externalSource: { id: 's' }, value: 'x9' }],
    });
    expect(await indexDisagreements(domain.engine.store, context)).toEqual([]);
  });
});

describe('an erasure', () => {
  it('by id deletes the contact and its notes, and nobody who shares an identifier (D9: the owner acts on the id)', async () => {
    const context = newContext();
    const shared = { workEmail: 'desk@x.example' };
    const [id, other] = [
      await store(context, { firstName: 'A', ...shared }),
      await store(context, { firstName: 'B', ...shared }),
    ];
    for (const text of ['one', 'two']) await addNote(context, id, text);
    await addNote(context, other, 'kept');
    const { subject } = await domain.resolve(context, { type: 'externalContactId', id });
    const outcome = await domain.done('erase', domain.task({ ...byId(id), keys: subject.keys }, { context }));
    expect(outcome.changes).toEqual([
      {
        recordType: 'externalContact',
        disposition: 'deleted',
        records: 1,
        fields: expect.objectContaining({ firstName: 1, workEmail: 1 }),
      },
      { recordType: 'externalContactNote', disposition: 'deleted', records: 2, fields: { noteText: 2 } },
    ]);
    expect(outcome.ambiguous).toEqual([]);
    expect(await load(context, id)).toBeNull();
    expect(await find(context, 'EMAIL', 'desk@x.example')).toEqual([other]);
    expect(
      await postgres.query(
        `select note_text from contact_note where organisation_id = '${context.organisationId}'`,
        domain.database,
      ),
    ).toEqual([{ note_text: 'kept' }]);
  });

  it('by a bare term deletes everybody it matches', async () => {
    const context = newContext();
    for (const firstName of ['A', 'B']) await store(context, { firstName, workEmail: 'desk@x.example' });
    const keys = termKeys('EMAIL', 'DESK@x.example').map((key) => ({ kind: 'EMAIL' as const, key }));
    const outcome = await domain.done('erase', domain.task({ keys }, { context }));
    expect(outcome.changes[0]).toMatchObject({ disposition: 'deleted', records: 2 });
  });

  it('for a person of another domain leaves a contact with another name alone and says so', async () => {
    const context = newContext();
    const [same, other] = [
      await store(context, { firstName: 'Eva', workEmail: 'e@x.example' }),
      await store(context, { firstName: 'Jan', workEmail: 'e@x.example' }),
    ];
    const keys = termKeys('EMAIL', 'e@x.example').map((key) => ({ kind: 'EMAIL' as const, key }));
    const outcome = await domain.done(
      'erase',
      domain.task({ id: { type: 'userId', id: randomUUID() }, keys, names: [{ whole: 'Eva' }] }, { context }),
    );
    expect(outcome.changes[0]).toMatchObject({ disposition: 'deleted', records: 1 });
    expect(outcome.ambiguous).toMatchObject([
      { recordType: 'externalContact', recordId: other, subject: { externalContactId: other } },
    ]);
    expect([await load(context, same), (await load(context, other))?.firstName]).toEqual([null, 'Jan']);
  });
});

it('a duplicate is told, but not one that another request of the group acts on (D6)', async () => {
  const context = newContext();
  const eva = { firstName: 'Eva', lastName: 'Malá', workEmail: 'eva@x.example' };
  const [id, member, duplicate] = [await store(context, eva), await store(context, eva), await store(context, eva)];
  const subject = {
    ...byId(id),
    groupIds: [byId(member).id],
    keys: [{ kind: 'EMAIL' as const, key: 'eva@x.example' }],
    names: [{ whole: 'Eva Malá' }],
  };
  const { ambiguous } = await domain.done('locate', domain.task(subject, { context }));
  expect(ambiguous.map(({ recordId, reason }) => [recordId, reason.code])).toEqual([[duplicate, 'possible.duplicate']]);
});

it('an export shows the values of custom fields without their keys (D12)', async () => {
  const context = newContext();
  const id = await store(context, {
    firstName: 'Eva',
    customFields: { secret_key: 'gold', other_key: { nested: [1] } },
  });
  await addNote(context, id, 'likes tea');
  const task = domain.task(byId(id), { context });
  const text = await domain.parts(task, await domain.done('export', task));
  expect(text).not.toMatch(/secret_key|other_key|organisationId/);
  expect(text).toContain('gold');
  expect(text).toContain('likes tea');
});

it('a column without a declaration stops the service and is named', async () => {
  @Entity('external_contact')
  @SubjectRecord({
    type: 'x',
    title: 'x',
    subjectId: 'externalContactId',
    onErase: 'delete',
    categories: [],
    purpose: '',
    legalGround: 'Art. 6(1)(f) GDPR: an interest in tests',
    retention: '',
    recipients: [],
  })
  class Careless extends OrganisationOwned {
    @PrimaryColumn({ type: 'uuid' }) @SubjectKey() id!: string;
    @Column({ type: 'text' }) @NotPersonal('test') fine!: string;
    @Column({ type: 'text' }) nickname!: string;
  }
  const dataSource: DataSource = createDataSource({
    url: postgres.url(domain.database, domain.role),
    entities: [Careless],
    onConnectionError: () => undefined,
  });
  await dataSource.initialize();
  try {
    expect(() => buildModel(dataSource)).toThrow('Careless.nickname: declare it');
  } finally {
    await dataSource.destroy();
  }
});
