import { Readable } from 'node:stream';
import type { Reason, RecordTypeManifest } from '@lethe/contracts';
import type { ArchiveWork } from '../src/finalise/claim-archive.ts';
import { nameParts, type DomainPart } from '../src/finalise/entries.ts';
import { holdingsOf, type Holdings } from '../src/finalise/holdings.ts';

const NOW = new Date('2026-03-02T09:30:00Z');

const type = (name: string, title: string, more: Partial<RecordTypeManifest> = {}): RecordTypeManifest => ({
  type: name,
  title,
  categories: ['name', 'contact details'],
  purpose: 'To serve customers in writing',
  retention: 'Until the person asks for erasure',
  recipients: [],
  onErase: 'delete',
  ...more,
});

const TYPES = {
  'external-contacts': [
    type('externalContact', 'External contact', { recipients: ['our telephone carrier'] }),
    type('note', 'Note about a contact'),
  ],
  conversations: [
    type('message', 'Message or e-mail of an interaction', { onErase: 'anonymise' }),
    type('attachment', 'File in an interaction'),
    type('recording', 'Recording of an interaction'),
  ],
  dialer: [type('dialerContact', 'Row of a contact list')],
  architect: [type('authorship', 'Who made a flow')],
};
const TITLES: Record<string, string> = {
  'external-contacts': 'External contacts',
  conversations: 'Conversations: interactions with their messages, files and recordings',
  directory: 'Directory of users',
  dialer: 'Outbound dialing',
  architect: 'Flows and prompts',
};
const FILES = { conversations: ['files/0198.pdf'] };

/** A record of a contact list that may be somebody else's. */
export interface Doubt {
  recordId: string;
  reason: Reason;
  subject?: Record<string, unknown>;
}
export const doubt = (recordId: string, subject = true): Doubt => ({
  recordId,
  reason: { code: 'other.name', message: 'It has an identifier of the person, and another name.' },
  ...(subject && { subject: { dialerContactId: { id: recordId, contactListId: recordId } } }),
});
export const CONTACT = '0198f1b4-1111-7c10-9f0e-1c2d3e4f5a6b';

/** What a page is made of, as the aggregator has it: records by domain and type, as if domains had exported them. */
export function pageOf(
  records: Record<string, Record<string, object[]>>,
  doubts: Doubt[] = [],
): {
  work: ArchiveWork;
  holdings: Holdings;
  open: (part: DomainPart) => Promise<Readable>;
} {
  const contents = new Map<string, string>();
  const parts = nameParts(
    Object.entries(records).flatMap(([domain, byType]) => [
      ...Object.entries(byType).map(([recordType, all]) => {
        const location = `${domain}/${recordType}`;
        contents.set(location, `[\n${all.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`);
        return {
          domain,
          location,
          name: `${recordType}.json`,
          recordType,
          kind: 'records' as const,
          records: all.length,
          bytes: 0,
          sha256: '',
        };
      }),
      ...(FILES[domain as 'conversations'] ?? []).map((name) => ({
        domain,
        location: name,
        name,
        recordType: 'attachment',
        kind: 'file' as const,
        records: 0,
        bytes: 0,
        sha256: '',
      })),
    ]),
  );
  const located = (domain: string) =>
    Object.entries(records[domain] ?? {}).map(([recordType, all]) => ({
      recordType,
      disposition: recordType === 'recording' ? ('retain' as const) : ('delete' as const),
      records: all.length,
      ...(recordType === 'recording' && { ground: 'Art. 17(3)(e) GDPR: legal claims' }),
    }));
  const leftOut = [
    {
      recordType: 'recording',
      records: 2,
      reason: { code: 'other.people', message: 'Other people are in the recording (Art. 15(4) GDPR).' },
    },
  ];
  const outcome = (domain: string) =>
    ({ located: located(domain), ambiguous: [], leftOut: domain === 'conversations' ? leftOut : [] }) as never;
  const tasks: object[] = [...Object.keys(records), 'directory'].map((domain) => ({
    domain,
    state: 'done' as const,
    reasons: [],
    outcomes: { locate: outcome(domain), export: outcome(domain) },
  }));
  if (doubts.length > 0) {
    const ambiguous = doubts.map((one) => ({ recordType: 'dialerContact', ...one }));
    const carried = [{ id: { type: 'externalContactId', id: CONTACT }, recordType: 'authorship', records: 3 }];
    const none = { located: [], ambiguous: [] };
    tasks.push(
      { domain: 'dialer', state: 'done', reasons: [], outcomes: { locate: { ...none, ambiguous } } },
      { domain: 'architect', state: 'skipped', reasons: [], outcomes: { locate: { ...none, carried } } },
    );
  }
  const work: ArchiveWork = {
    id: '0198f1b4-7e5a-7c10-9f0e-1c2d3e4f5a6b',
    organisation_id: '0198f1b4-0000-7c10-9f0e-1c2d3e4f5a6b',
    request_type: 'GDPR_EXPORT',
    name: null,
    client_id: '7b0e6f2e-93f4-4b52-8d42-0d6a3b1c9e55',
    given: { emailAddresses: ['marie@example.org'] },
    rounds: [],
    created_at: new Date('2026-03-01T16:20:11Z'),
    now: NOW,
    fence: 1,
    lost: 0,
    key: Buffer.alloc(32),
    tasks: tasks as never,
  };
  const manifests = {
    manifest: (name: string) => ({
      name,
      title: TITLES[name] ?? name,
      recordTypes: TYPES[name as 'conversations'] ?? [],
      searches: [],
      subjectIds: [],
      requiresSubject: false,
      resourcePaths: [],
      filePaths: [],
      excluded: name === 'directory' ? [{ what: 'user.presenceMessage', requirement: 'R91' }] : [],
    }),
  };
  const open = (part: DomainPart) =>
    Promise.resolve(Readable.from([Buffer.from(contents.get(part.location)!)], { objectMode: false }));
  return { work, holdings: holdingsOf(manifests, work, parts), open };
}

/** A person with something in most services. */
export const SOMEBODY: Parameters<typeof pageOf>[0] = {
  'external-contacts': {
    externalContact: [
      {
        id: '0198f1b4-1111-7c10-9f0e-1c2d3e4f5a6b',
        firstName: 'Marie',
        lastName: 'Hamanová',
        workEmail: 'marie@example.org',
        cellPhone: { display: '+420 601 123 456', country: 'CZ' },
        address: { address1: 'Na Příkopě 12', city: 'Praha', postalCode: '110 00', countryCode: 'CZ' },
        externalIds: [{ value: 'CRM-4711', externalSource: { name: 'CRM' } }],
        surveyOptOut: false,
        modifyDate: '2026-02-11T08:00:00.000Z',
      },
    ],
    note: [
      {
        noteText: 'Prefers to be called after five.\nSpeaks Czech and German.',
        createDate: '2026-01-20T10:11:12.000Z',
      },
    ],
  },
  conversations: {
    message: [
      {
        time: '2026-02-10T09:00:00.000Z',
        mediaType: 'email',
        direction: 'inbound',
        purpose: 'customer',
        subject: 'My order',
        textBody: 'Hello,\n\nmy parcel has not arrived. I am Marie Hamanová, Na Příkopě 12.\n\nKind regards',
      },
      {
        time: '2026-02-10T10:30:00.000Z',
        mediaType: 'email',
        direction: 'outbound',
        purpose: 'agent',
        subject: 'Re: My order',
        textBody: 'Dear Ms Hamanová, it is on its way.',
        htmlBody: '<p>Dear Ms Hamanová, it is on its way.</p>',
      },
    ],
    attachment: [
      {
        id: '0198',
        fileName: 'receipt of the parcel.pdf',
        contentType: 'application/pdf',
        fileBytes: 48213,
        file: 'files/0198.pdf',
      },
    ],
    recording: [
      {
        media: 'audio',
        startTime: '2026-02-12T12:00:00.000Z',
        transcript: [
          { purpose: 'customer', text: 'Good morning.' },
          { purpose: 'agent', text: 'How can I help?' },
        ],
      },
    ],
  },
};
