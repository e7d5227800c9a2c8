import { z } from 'zod';
import { IDENTIFIER_KINDS } from '@lethe/matching';
import { SubjectIdType } from './domain.ts';
import { Disposition } from './outcome.ts';

/** One column of a record type, as its team declared it (requirements R2). */
export const FieldManifest = z
  .object({
    name: z.string(),
    column: z.string(),
    personal: z.boolean(),
    /** Of personal data: which of the categories of its record type. */
    categories: z.array(z.string()),
    /** Why it holds no personal data. */
    why: z.string().optional(),
    /** Kinds of identifiers that stand in it. */
    identifies: z.array(z.string()),
    /** The subject id that it holds. */
    refersTo: z.string().optional(),
    /** What an erasure leaves of it: nothing, a value without the person, or all. */
    onErase: Disposition,
    /** The requirement that keeps every operation from it (requirements D12). */
    excluded: z.string().optional(),
  })
  .meta({ id: 'GDPRInventoryField' });
export type FieldManifest = z.infer<typeof FieldManifest>;

export const RecordTypeManifest = z
  .object({
    type: z.string(),
    title: z.string(),
    /** Categories of personal data, purpose and retention: Article 15(1)(a), (b), (d). */
    categories: z.array(z.string()),
    purpose: z.string(),
    /** Article 6(1). This and what follows `subjectId` is absent of a domain of an earlier version. */
    legalGround: z.string().optional(),
    retention: z.string(),
    recipients: z.array(z.string()),
    onErase: Disposition,
    ground: z.string().optional(),
    subjectId: SubjectIdType.optional(),
    /** Under which grounds rows stay although `onErase` says otherwise. */
    retainedOn: z.array(z.string()).optional(),
    table: z.string().optional(),
    /** A file in libs/storage belongs to each record. */
    hasFile: z.boolean().optional(),
    fields: z.array(FieldManifest).optional(),
  })
  .meta({ id: 'GDPRInventoryRecordType' });
export type RecordTypeManifest = z.infer<typeof RecordTypeManifest>;

/** A table that is no record type: without personal data, or of what finds and proves. */
export const TableManifest = z
  .object({
    table: z.string(),
    holds: z.string(),
    personal: z.boolean(),
    onErase: Disposition,
    columns: z.array(z.string()).optional(),
  })
  .meta({ id: 'GDPRInventoryTable' });
export type TableManifest = z.infer<typeof TableManifest>;

/** What no operation reads or changes, and the requirement that says so (requirements D12). */
export const Exclusion = z.object({ what: z.string(), requirement: z.string() }).meta({ id: 'GDPRInventoryExclusion' });
export type Exclusion = z.infer<typeof Exclusion>;

/**
 * How old the keys of a domain are: the lowest version of the rules under which any are, the version of the rules that
 * it searches by, and how many records wait for `reindex`, counted to 100,000.
 */
export const IndexAge = z.object({ version: z.int(), rules: z.int(), remaining: z.int() });
export type IndexAge = z.infer<typeof IndexAge>;

/** Reply to `manifest` ({}). */
export const Manifest = z.object({
  name: z.string(),
  title: z.string(),
  recordTypes: z.array(RecordTypeManifest),
  /** Identifier kinds that `search` can answer; empty when the domain owns no subject. */
  searches: z.array(z.enum(IDENTIFIER_KINDS)),
  /** Subject ids that this domain owns and resolves. */
  subjectIds: z.array(SubjectIdType),
  /** Subject ids of other domains that its records carry: it is asked again when a request's closure gains one (D23). */
  refersTo: z.array(SubjectIdType).optional(),
  /** A bare term does not reach this domain (requirements D8). */
  requiresSubject: z.boolean(),
  /**
   * Where its resource API begins, for example `/api/v2/users`, in whole segments; `{name}` stands for one. The most
   * specific claim has a path, so one may lie below another domain's; what several domains claim is answered by none.
   */
  resourcePaths: z.array(z.string()),
  /**
   * Paths that are files, for example `/api/v2/conversations/{conversationId}/files/{fileId}`: the gateway streams
   * their content between the caller and libs/storage, and asks the domain with a `FileCall` (rpc/resource.ts). GET
   * reads, PUT writes.
   */
  filePaths: z.array(z.string()).default([]),
  /**
   * What no operation reads or changes (requirements D12), for example `user.presenceMessage`, and the requirement that
   * says so. Exports name it as left out.
   */
  excluded: z.array(Exclusion).default([]),
  /** Where the tables are; absent, as `tables`, of an earlier version. */
  database: z.string().optional(),
  /** What is in its database beside the record types. */
  tables: z.array(TableManifest).optional(),
  /** Absent while its database is away, and of an earlier version. */
  index: IndexAge.optional(),
});
export type Manifest = z.infer<typeof Manifest>;
