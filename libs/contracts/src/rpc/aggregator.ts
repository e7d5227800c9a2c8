import { z } from 'zod';
import { Principal } from '../context.ts';
import { GdprRequest, GdprRequestInput } from '../wire/request.ts';
import { GdprSubject, PossibleMatch, TermKind } from '../wire/subject.ts';
import {
  GdprInventory,
  InventoryDifference,
  InventoryEntry,
  InventoryFormat,
  InventoryMeasure,
} from '../wire/inventory.ts';
import { GdprStalledWork } from '../wire/stalled.ts';
import { pageQuery } from '../wire/listing.ts';
import { Manifest } from './manifest.ts';

/** Calls of the gateway to the aggregator, subjects `gdpr.aggregator.<verb>`. */
export const SearchSubjectsCall = z.object({
  principal: Principal,
  searchType: TermKind,
  searchValue: z.string(),
  possible: z.boolean().optional(),
});
export type SearchSubjectsCall = z.infer<typeof SearchSubjectsCall>;
/** All subjects that match; `next` while there are more chunks (a reply is bounded by the message size). */
export const SearchSubjectsReply = z.object({
  subjects: z.array(GdprSubject),
  /** Asked for with `possible`. */
  possibleMatches: z.array(PossibleMatch).optional(),
});
export type SearchSubjectsReply = z.infer<typeof SearchSubjectsReply>;

/** A request as the aggregator knows it: the gateway turns `downloadIds` into `resultsUrl(s)`. */
export const RequestReply = GdprRequest.omit({ resultsUrl: true, resultsUrls: true }).extend({
  downloadIds: z.array(z.guid()).optional(),
});
export type RequestReply = z.infer<typeof RequestReply>;

/**
 * Made by the gateway for each call of a client that creates something. Without one (of a gateway before it had them)
 * nothing is guarded.
 */
export const CallGuard = z.object({
  /** A message that arrives again under it creates nothing. */
  callId: z.guid().optional(),
  /**
   * When the gateway gives up, by the clock of the aggregator's database (`PingReply.now`): nothing is committed after
   * it.
   */
  deadline: z.iso.datetime().optional(),
});
export type CallGuard = z.infer<typeof CallGuard>;

export const CreateRequestCall = z.object({ principal: Principal, request: GdprRequestInput, ...CallGuard.shape });
export type CreateRequestCall = z.infer<typeof CreateRequestCall>;
/** `created` false: an equal request was in flight and is answered instead (requirements D5). */
export const CreateRequestReply = z.object({ created: z.boolean(), request: RequestReply });
export type CreateRequestReply = z.infer<typeof CreateRequestReply>;

export const RequestCall = z.object({ principal: Principal, requestId: z.guid() });
export type RequestCall = z.infer<typeof RequestCall>;

export const ListRequestsCall = z.object({ principal: Principal, page: pageQuery() });
export type ListRequestsCall = z.infer<typeof ListRequestsCall>;
export const ListRequestsReply = z.object({ requests: z.array(RequestReply), total: z.int() });
export type ListRequestsReply = z.infer<typeof ListRequestsReply>;

/** Operator's retry of a parked task: revives it, or starts a successor when the request has ended in ERROR. */
export const RetryTaskCall = RequestCall.extend({ taskId: z.guid(), ...CallGuard.shape });
export type RetryTaskCall = z.infer<typeof RetryTaskCall>;
/**
 * Whom to poll now: the same request, or the successor (`created`). Error `request.conflict` when the task is not
 * parked.
 */
export const RetryTaskReply = CreateRequestReply;
export type RetryTaskReply = CreateRequestReply;

/** What does not get on, the longest first. */
export const ListStalledCall = z.object({ principal: Principal, page: pageQuery() });
export type ListStalledCall = z.infer<typeof ListStalledCall>;
export const ListStalledReply = z.object({ stalled: z.array(GdprStalledWork), total: z.int() });
export type ListStalledReply = z.infer<typeof ListStalledReply>;

/** `gateway`: what the gateway keeps, and the measures that are read from it. */
export const GetInventoryCall = z.object({
  principal: Principal,
  format: InventoryFormat.default('json'),
  gateway: z.object({ entry: InventoryEntry, measures: z.array(InventoryMeasure) }),
});
export type GetInventoryCall = z.infer<typeof GetInventoryCall>;
/** The inventory, or its text in another format than JSON. */
export const GetInventoryReply = z.object({ inventory: GdprInventory.optional(), text: z.string().optional() });
export type GetInventoryReply = z.infer<typeof GetInventoryReply>;

/**
 * An operator's command, with the gateway's key: from now on what these domains (all, when the list is empty) say is
 * what they are held against. The inventory is of the deployment, so no organisation's client may do it.
 */
export const RecordInventoryCall = z.object({ domains: z.array(z.string()) });
export type RecordInventoryCall = z.infer<typeof RecordInventoryCall>;
/** What was recorded, with what had differed; `missing` are away, or of a version that does not tell its fields. */
export const RecordInventoryReply = z.object({
  recorded: z.array(z.object({ domain: z.string(), differences: z.array(InventoryDifference) })),
  missing: z.array(z.string()),
});
export type RecordInventoryReply = z.infer<typeof RecordInventoryReply>;
/** One page of what no request reaches; `cursor` as the page before gave it. */
export const GetPostureCall = z.object({
  principal: Principal,
  cursor: z.string().optional(),
  /** From its beginning; all domains when absent. */
  domain: z.string().optional(),
});
export type GetPostureCall = z.infer<typeof GetPostureCall>;

/**
 * Reply to `ping` ({}): this aggregator can reach its database; `now` by the clock of that (an aggregator of an earlier
 * version does not say).
 */
export const PingReply = z.object({ now: z.iso.datetime().optional() });

/** Where the bytes of a download are. Only the gateway asks, after it has checked the caller or the signed link. */
export const OpenDownloadCall = z.object({ organisationId: z.guid(), downloadId: z.guid() });
export type OpenDownloadCall = z.infer<typeof OpenDownloadCall>;
export const OpenDownloadReply = z.object({
  location: z.string(),
  /** base64, 32 bytes. */
  key: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  expiresDate: z.iso.datetime(),
});
export type OpenDownloadReply = z.infer<typeof OpenDownloadReply>;

/** The domains this deployment expects and what is known of them (requirements R2, D18). */
export const DomainStatus = z.object({
  name: z.string(),
  answered: z.boolean(),
  available: z.boolean(),
  lastAnsweredDate: z.iso.datetime().optional(),
  manifest: Manifest.optional(),
});
export type DomainStatus = z.infer<typeof DomainStatus>;
