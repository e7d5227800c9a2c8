import { randomUUID } from 'node:crypto';

export const START = '2026-03-01T10:00:00.000Z';
const AT = '2026-03-01T10:01:00.000Z';

/** A customer whose values are found nowhere else. */
export function customer(n: string, externalContactId?: string) {
  return {
    id: randomUUID() as string,
    purpose: 'customer',
    mediaType: 'whatsapp',
    name: `Marie${n} Hamanová`,
    address: `+35191234567${n}`,
    ani: `tel:+35191234567${n}`,
    aniName: `HAMANOVA MARIE${n}`,
    dnis: 'tel:+18005550100',
    attributes: { [`key Marie`]: `Marie${n} Hamanová`, number: `+351 912 345 67${n}`, ticket: `T-${n}` },
    metrics: { talkSeconds: 12.5, queueSeconds: 3 },
    ...(externalContactId && { externalContactId }),
  };
}

export function agent(userId: string = randomUUID()) {
  return {
    id: randomUUID() as string,
    purpose: 'agent',
    mediaType: 'whatsapp',
    userId,
    name: 'Jana Agentová',
    address: 'jana@desk.example',
    ani: '+351912345671',
    aniName: 'Jana Agentová',
    attributes: { seen: 'Marie1 Hamanová' },
    metrics: { wrapupSeconds: 30 },
    wrapup: { code: 'sold', notes: 'Marie1 wants a call' },
  };
}

/** Of the participants in the given places: a message of each, and one recording with what each said. */
export function interaction(participants: ReturnType<typeof customer | typeof agent>[], more: object = {}) {
  const party = (at: number) => ({ name: participants[at]!.name, address: participants[at]!.address });
  return {
    startTime: START,
    endTime: '2026-03-01T10:05:00.000Z',
    participants,
    messages: participants.map((one, at) => ({
      participant: at,
      direction: one.purpose === 'customer' ? 'inbound' : 'outbound',
      time: AT,
      subject: `subject ${at}`,
      textBody: `body of ${at}`,
      htmlBody: `<script>alert(${at})</script>`,
      from: party(at),
      to: participants.flatMap((_, other) => (other === at ? [] : [party(other)])),
    })),
    recordings: [
      {
        id: randomUUID() as string,
        media: 'audio',
        startTime: START,
        transcript: participants.map((_, at) => ({ participant: at, text: `said by ${at}`, time: AT })),
      },
    ],
    ...more,
  };
}
