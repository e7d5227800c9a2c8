import { SUBJECTS, type TaskVerb } from '@lethe/contracts';

/** Transactions that a request, a file or a token depends on, by the function that runs them. */
const TRANSACTIONS = [
  // aggregator
  'createRequest',
  'retryTask',
  'claimTasks',
  'extendLeases',
  'recordResults',
  'settleWork',
  'claimArchive',
  'extendArchive',
  'completeArchive',
  'failArchive',
  'giveUpArchive',
  'expireArchives',
  'claimRemovals',
  'forgetRemovals',
  'flagOverdue',
  'forgetCalls',
  'saveManifest',
  // domains
  'rectify',
  'erase',
  'forgetErasedFiles',
  'forgetDueFiles',
  'openFile',
  'closeFile',
  // gateway
  'ensureSigningKey',
] as const;
export type Transaction = (typeof TRANSACTIONS)[number];

/** What changes the storage: gateway, domains, aggregator. */
const STEPS = [
  'writeUpload',
  'removeUpload',
  'writePart',
  'copyFile',
  'removeErasedFile',
  'removeDueFile',
  'writeArchive',
  'removeObjects',
] as const;
export type Step = (typeof STEPS)[number];

type Exchange =
  // An operator's command calls `recordInventory` and `reindex`, no service.
  | Exclude<keyof typeof SUBJECTS.aggregator, 'progress' | 'recordInventory'>
  | Exclude<Parameters<typeof SUBJECTS.domain>[1], 'reindex'>
  | Exclude<keyof typeof SUBJECTS, 'domain' | 'aggregator'>;

/** Every call between two services, by the last word of its subject; one that is missing here does not compile. */
const EXCHANGES = Object.keys({
  ping: true,
  searchSubjects: true,
  createRequest: true,
  getRequest: true,
  listRequests: true,
  listTasks: true,
  listStalled: true,
  getInventory: true,
  posture: true,
  retryTask: true,
  openDownload: true,
  manifest: true,
  search: true,
  resolve: true,
  known: true,
  locate: true,
  export: true,
  rectify: true,
  erase: true,
  check: true,
  resource: true,
  openapi: true,
} satisfies Record<Exchange, true>) as Exchange[];

export type Failpoint =
  | `${Transaction}.${'before' | 'after'}-commit`
  | `${Exchange}.${'before' | 'after'}-${'send' | 'reply'}`
  | `progress.${'before' | 'after'}-send`
  | `${Step}.${'before' | 'after'}`;

/** All of them: a test enumerates this list, and each must be reached. */
export const FAILPOINTS: readonly Failpoint[] = [
  ...TRANSACTIONS.flatMap((name): Failpoint[] => [`${name}.before-commit`, `${name}.after-commit`]),
  ...EXCHANGES.flatMap((name): Failpoint[] => [
    `${name}.before-send`,
    `${name}.after-send`,
    `${name}.before-reply`,
    `${name}.after-reply`,
  ]),
  'progress.before-send',
  'progress.after-send',
  ...STEPS.flatMap((name): Failpoint[] => [`${name}.before`, `${name}.after`]),
];

/** What the messages of a subject are called here; undefined for a subject that the contract does not know. */
export function exchangeOf(subject: string): Exchange | 'progress' | undefined {
  const [first, , verb = 'resource'] = subject.split('.');
  if (first === 'api') return verb === 'openapi' ? 'openapi' : 'resource';
  return first === 'gdpr' ? [...EXCHANGES, 'progress' as const].find((name) => name === verb) : undefined;
}

/** Verbs of tasks are exchanges and, where they change something, transactions. */
export const committing = (verb: TaskVerb): Transaction | undefined => TRANSACTIONS.find((name) => name === verb);
