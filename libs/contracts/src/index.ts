/**
 * The words of this project. Code, SQL, messages and documents use these and no synonyms.
 *
 * - **organisation**: the tenant. Comes from the access token only.
 * - **subject**: the person a request is about (data subject, GDPR Art. 4(1)); on the wire `GDPRSubject`.
 * - **term**: the single criterion that names a subject: one id, or one identifier such as an e-mail address.
 * - **identifier**: a value that can find a person (name, address, phone, ...); its **kind** is one of `IDENTIFIER_KINDS`;
 *   its **key** is the normalised form under which it is indexed and compared.
 * - **subject id**: the id of a record that stands for a person: `userId`, `externalContactId`, `dialerContactId`, ...
 * - **domain**: an independent service with its own store that can find, export, correct and erase what it holds.
 * - **record**: one row (with what hangs on it) of a domain's store that holds personal data, of a declared **record type**.
 * - **request**: one GDPR request (access, rectification or erasure) for one subject.
 * - **task**: the part of a request that one domain has to do. Its id is the idempotency key of its effects.
 * - **phase**: SEARCHING, UPDATING or DELETING, FINALIZING: a request leaves a phase when all its tasks have.
 * - **lease / fence**: who may work on a task, until when; a number that only grows, so that a stale worker is refused.
 * - **disposition**: what happens to a record on erasure: delete, anonymise, or retain with a ground.
 * - **outcome**: what a domain answered to a task: counts by record type and disposition, never values.
 * - **part**: what one domain contributes to the archive of an export.
 * - **archive**: the ZIP that answers an access request, encrypted at rest with a key of its own.
 */

export * from './errors.ts';
export * from './context.ts';
export * from './permissions.ts';
export * from './wire/subject.ts';
export * from './wire/term.ts';
export * from './wire/instant.ts';
export * from './wire/request.ts';
export * from './wire/empty.ts';
export * from './wire/listing.ts';
export * from './wire/task.ts';
export * from './wire/stalled.ts';
export * from './wire/inventory.ts';
export * from './wire/posture.ts';
export * from './rpc/outcome.ts';
export * from './rpc/domain.ts';
export * from './rpc/manifest.ts';
export * from './rpc/posture.ts';
export * from './rpc/aggregator.ts';
export * from './rpc/resource.ts';
export * from './rpc/subjects.ts';
