import type { FieldManifest, InventoryEntry, RecordTypeManifest, TableManifest } from '@lethe/contracts';

/** What the aggregator itself keeps of people; its tests hold this against its database. */
const GROUND = 'Art. 6(1)(c) GDPR: answering the request of a data subject (Art. 12 to 17)';
const RETENTION = 'Until a completed erasure about the person; then an id, or a keyed hash of the term, is left';

/** Columns that can hold something of a person. All others are ids, times and states of work. */
const field = (name: string, categories: string[], onErase: FieldManifest['onErase']): FieldManifest => ({
  name,
  column: name,
  personal: true,
  categories,
  identifies: [],
  onErase,
});

const SUBJECT = ['name', 'contact details', 'postal address', 'social media handles', 'ids in other systems'];

const request: RecordTypeManifest = {
  type: 'gdprRequest',
  title: 'GDPR request',
  categories: [...SUBJECT, 'that a request was made'],
  purpose: 'Answering requests of data subjects, and proving that they were answered',
  legalGround: GROUND,
  retention: RETENTION,
  recipients: [],
  onErase: 'anonymise',
  retainedOn: [],
  table: 'gdpr_request',
  hasFile: false,
  fields: [
    field('name', ['that a request was made'], 'anonymise'),
    field('given', SUBJECT, 'anonymise'),
    field('subject', SUBJECT, 'anonymise'),
    field('task_subject', SUBJECT, 'anonymise'),
    field('replacement_terms', SUBJECT, 'anonymise'),
    field('member_key', SUBJECT, 'anonymise'),
    field('duplicate_key', SUBJECT, 'anonymise'),
    field('rounds', ['ids in other systems'], 'retain'),
  ],
};

const archive: RecordTypeManifest = {
  type: 'archive',
  title: 'Archive of an export',
  categories: ['a copy of all data of the person'],
  purpose: 'Answering requests for access (Art. 15, 20)',
  legalGround: GROUND,
  retention: 'LETHE_ARCHIVE_HOURS after the request was completed, or until an erasure about the person',
  recipients: [],
  onErase: 'delete',
  retainedOn: [],
  table: 'archive',
  hasFile: true,
  fields: [
    field('location', ['a copy of all data of the person'], 'delete'),
    field('key', ['a copy of all data of the person'], 'delete'),
  ],
};

const table = (name: string, holds: string, personal = false): TableManifest => ({
  table: name,
  holds,
  personal,
  onErase: 'retain',
});

export const AGGREGATOR_ENTRY: InventoryEntry = {
  name: 'aggregator',
  title: 'Aggregator: requests, their tasks and the archives of exports',
  database: 'lethe_aggregator',
  requiresSubject: false,
  recordTypes: [request, archive],
  tables: [
    table('task', 'what each domain did for a request: counts and ids of records', true),
    table('request_trace', 'keyed hashes that tell which requests are about the same person', true),
    table('request_call', 'ids of calls that created a request'),
    table('storage_removal', 'folders of archives that are to be removed, made of ids'),
    table('domain_registry', 'what the domains said of themselves'),
    table('domain_inventory', 'what the domains were recorded to hold'),
    table('migrations', 'which versions of the schema there were'),
  ],
  excluded: [],
};
