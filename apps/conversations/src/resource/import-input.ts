import { instant, text } from '@lethe/contracts';
import { z } from 'zod';
import { DIRECTIONS, MEDIA_TYPES, PURPOSES, RECORDING_MEDIA } from '../words.ts';
import { ProtectionInput } from './protection-input.ts';

/** An object whose unknown fields are refused, each by its name. */
const strict = <S extends z.ZodRawShape>(shape: S) =>
  z
    .looseObject(shape)
    .superRefine((value, ctx) => {
      for (const name of Object.keys(value))
        if (!(name in shape))
          ctx.addIssue({
            code: 'custom',
            path: [name],
            message: 'Remove the fields that are not part of this resource.',
          });
    })
    .meta({ additionalProperties: false })
    .transform((value) => value as z.output<z.ZodObject<S>>);

const id = () => z.guid().toLowerCase();
const time = () => instant().transform((written) => new Date(written));
const short = () => text(1_000).optional();
const body = () => text(1_000_000).optional();
const seconds = () => z.number().min(0).optional();
const index = () => z.int().min(0);

export const AttributesInput = z.record(text(1_000), text());

const PartyInput = strict({ name: short(), address: short() });
const parties = () => z.array(PartyInput).max(1_000).optional();

const ParticipantInput = strict({
  id: id().optional(),
  purpose: z.enum(PURPOSES),
  mediaType: z.enum(MEDIA_TYPES),
  name: short(),
  userId: id().optional(),
  externalContactId: id().optional(),
  address: short(),
  ani: short(),
  aniName: short(),
  dnis: short(),
  attributes: AttributesInput.optional(),
  queueId: id().optional(),
  startTime: time().optional(),
  connectedTime: time().optional(),
  endTime: time().optional(),
  metrics: strict({
    talkSeconds: seconds(),
    holdSeconds: seconds(),
    wrapupSeconds: seconds(),
    alertSeconds: seconds(),
    queueSeconds: seconds(),
  }).optional(),
  wrapup: strict({ code: text(100).optional(), notes: body() }).optional(),
}).refine(({ userId, externalContactId }) => userId === undefined || externalContactId === undefined, {
  path: ['externalContactId'],
  message: 'A participant has a userId or an externalContactId, not both.',
});
export type ParticipantInput = z.output<typeof ParticipantInput>;

const MessageInput = strict({
  id: id().optional(),
  participant: index(),
  direction: z.enum(DIRECTIONS),
  time: time(),
  subject: body(),
  textBody: body(),
  htmlBody: body(),
  from: PartyInput.optional(),
  to: parties(),
  cc: parties(),
  bcc: parties(),
});

const RecordingInput = strict({
  id: id().optional(),
  media: z.enum(RECORDING_MEDIA),
  startTime: time(),
  endTime: time().optional(),
  transcript: z.array(strict({ participant: index(), text: text(), time: time() })).optional(),
  protection: ProtectionInput.optional(),
});

/** One interaction with all that belongs to it, but for files. `participant` is an index into `participants`. */
export const ImportInput = strict({
  id: id().optional(),
  startTime: time(),
  endTime: time().optional(),
  divisionId: id().optional(),
  participants: z.array(ParticipantInput).min(1).max(100),
  messages: z.array(MessageInput).optional(),
  recordings: z.array(RecordingInput).optional(),
})
  .superRefine(({ participants, messages = [], recordings = [] }, ctx) => {
    const check = (participant: number, ...path: (string | number)[]) => {
      if (participant >= participants.length)
        ctx.addIssue({
          code: 'custom',
          path: [...path, 'participant'],
          message: 'It is the index of one of the participants, from 0.',
        });
    };
    messages.forEach((message, at) => check(message.participant, 'messages', at));
    recordings.forEach((recording, at) =>
      recording.transcript?.forEach((entry, line) => check(entry.participant, 'recordings', at, 'transcript', line)),
    );
  })
  .meta({ id: 'ConversationImport' });
export type ImportInput = z.output<typeof ImportInput>;
