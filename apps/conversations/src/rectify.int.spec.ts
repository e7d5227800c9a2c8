import { randomUUID } from 'node:crypto';
import { agent, customer, interaction } from '../test/interactions.ts';
import { contact, RunningConversations } from '../test/running-conversations.ts';

let service: RunningConversations;
beforeAll(async () => (service = await RunningConversations.start()), 60_000);
afterAll(() => service?.stop());
beforeEach(() => service.newOrganisation());

const byPlace = async (table: string) => {
  const places = new Map((await service.rows('participant')).map(({ id, position }) => [id, position as number]));
  return (await service.rows(table)).sort((a, b) => places.get(a.participant_id)! - places.get(b.participant_id)!);
};

describe('a correction', () => {
  it('of a name reaches participants, caller names, parties of messages and attribute values, and no key, body or other name', async () => {
    const id = randomUUID();
    await service.import(interaction([customer('1', id), agent()] as never));
    const { changes } = await service.rectify(contact(id), ['NAME', 'Hamanova Marie1', 'Eva Malá']);
    expect(changes.map(({ recordType, records, fields }) => [recordType, records, fields])).toEqual([
      ['participant', 1, { name: 1 }],
      ['messageParty', 2, { name: 2 }],
      ['participantData', 2, { aniName: 1, attributes: 2 }],
    ]);
    expect((await byPlace('participant_data')).map(({ ani_name, attributes }) => [ani_name, attributes])).toEqual([
      [
        expect.stringMatching(/Eva Malá|Malá Eva/),
        { 'key Marie': 'Eva Malá', number: '+351 912 345 671', ticket: 'T-1' },
      ],
      ['Jana Agentová', { seen: 'Eva Malá' }],
    ]);
    expect((await byPlace('message_party')).map(({ name }) => name)).toEqual([
      'Eva Malá',
      'Eva Malá',
      'Jana Agentová',
      'Jana Agentová',
    ]);
    expect(await byPlace('wrapup')).toMatchObject([{ notes: 'Marie1 wants a call' }]);
  });

  it('of a phone number keeps the form in which it is written', async () => {
    const id = randomUUID();
    await service.import(interaction([customer('1', id), agent()] as never));
    await service.rectify(contact(id), ['PHONE', '00351 912 345 671', '+351 966 666 666']);
    expect((await byPlace('participant_data')).map(({ ani, attributes }) => [ani, attributes.number])).toEqual([
      ['tel:+351966666666', '+351 966 666 666'],
      ['+351 966 666 666', undefined],
    ]);
    expect(await service.rows('participant')).toContainEqual(expect.objectContaining({ address: '+351 966 666 666' }));
    expect((await byPlace('message_party')).map(({ address }) => address)).toEqual([
      '+351 966 666 666',
      '+351 966 666 666',
      'jana@desk.example',
      'jana@desk.example',
    ]);
    expect((await service.all()).includes('912 345 671') || (await service.all()).includes('912345671')).toBe(false);
  });

  it.each([
    ['EMAIL', 'email', 'mailto:Eva@x.example', 'eva@x.example', 'eva@y.example', 'mailto:eva@y.example'],
    ['EMAIL', 'voice', 'sip:eva@x.example', 'eva@x.example', 'eva@y.example', 'sip:eva@y.example'],
    [
      'PHONE',
      'voice',
      'sip:+12125551234@edge.example;user=phone',
      '+1 212 555 1234',
      '+1 212 555 0000',
      'sip:+12125550000@edge.example;user=phone',
    ],
    ['TWITTER', 'twitter', '@Eva', 'eva', 'eve', 'eve'],
    ['INSTAGRAM', 'instagram', 'ig-1', 'ig-1', 'ig-2', 'ig-2'],
    ['FACEBOOK', 'facebook', 'fb-1', 'fb-1', 'fb-2', 'fb-2'],
    ['APPLE_MESSAGES', 'apple', 'urn:mbid:1', 'urn:mbid:1', 'urn:mbid:2', 'urn:mbid:2'],
    ['WHATSAPP', 'whatsapp', '12125551234', '+12125551234', '+12125550000', '+12125550000'],
    ['PHONE', 'whatsapp', '351912345678', '+351912345678', '+351966666666', '+351966666666'],
    ['WHATSAPP', 'whatsapp', '+1 212 555 1234', '+12125551234', '+12125550000', '+12125550000'],
    ['TWITTER', 'sms', '@Eva', 'eva', 'eve', '@Eva'],
  ] as const)('of %s on %s rewrites %s', async (kind, mediaType, address, existing, updated, expected) => {
    const id = randomUUID();
    await service.import(interaction([{ purpose: 'customer', mediaType, address, externalContactId: id }] as never));
    await service.rectify(contact(id), [kind, existing, updated]);
    expect(await service.rows('participant')).toMatchObject([{ address: expected }]);
  });

  it('of one of several contacts reaches them as a party of the messages of others, and nothing that is of the others', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await service.import(
      interaction([customer('1', a), { ...customer('2', b), attributes: { friend: 'Marie1 Hamanová' } }] as never),
    );
    await service.rectify(contact(a), ['NAME', 'Marie1 Hamanová', 'Eva Malá']);
    expect((await byPlace('participant_data')).map(({ attributes }) => Object.values(attributes))[1]).toEqual([
      'Marie1 Hamanová',
    ]);
    expect((await byPlace('message_party')).map(({ name }) => name)).toEqual([
      'Eva Malá',
      'Eva Malá',
      'Marie2 Hamanová',
      'Marie2 Hamanová',
    ]);
  });
});
