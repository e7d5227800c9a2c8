import { z } from 'zod';
import type { Recording, TranscriptEntry } from '../entities/recording.ts';
import { PURPOSES, RECORDING_MEDIA } from '../words.ts';
import { conversationUri, fileUri } from './attachment-view.ts';
import { ProtectionInput } from './protection-input.ts';

const METADATA = {
  id: z.guid(),
  conversationId: z.guid(),
  startTime: z.iso.datetime(),
  endTime: z.iso.datetime().optional(),
  media: z.enum(RECORDING_MEDIA),
  fileState: z.enum(['UPLOADING', 'AVAILABLE']),
  /** Extension: the legal hold. */
  protection: z.object(ProtectionInput.shape).meta({ id: 'RecordingProtection' }).optional(),
  selfUri: z.string(),
};
/** Absent instead of null. */
export const RecordingMetadataView = z.object(METADATA).meta({ id: 'RecordingMetadata' });
type RecordingMetadataView = z.input<typeof RecordingMetadataView>;

const purpose = z.enum(PURPOSES);
const TRANSCRIPTS = {
  emailTranscript: z
    .array(z.object({ textBody: z.string(), time: z.iso.datetime() }).meta({ id: 'RecordingEmailMessage' }))
    .optional(),
  messagingTranscript: z
    .array(
      z
        .object({ participantId: z.guid(), purpose, messageText: z.string(), timestamp: z.iso.datetime() })
        .meta({ id: 'RecordingMessagingMessage' }),
    )
    .optional(),
  transcript: z
    .array(
      z
        .object({ from: z.guid(), participantPurpose: purpose, body: z.string(), utc: z.iso.datetime() })
        .meta({ id: 'ChatMessage' }),
    )
    .optional(),
};

/** With `mediaUris` once its file is there, and the transcript in the field for its medium. */
export const RecordingView = z
  .object({
    ...METADATA,
    mediaUris: z.record(z.string(), z.object({ mediaUri: z.string() }).meta({ id: 'MediaResult' })).optional(),
    outputSizeInBytes: z.int().optional(),
    ...TRANSCRIPTS,
  })
  .meta({ id: 'Recording' });
type RecordingView = z.input<typeof RecordingView>;

/** `RecordingMetadata` of the API. */
export function recordingMetadata({
  id,
  conversationId,
  startTime,
  endTime,
  media,
  fileLocation,
  uploadedAt,
  holdGround,
}: Recording): RecordingMetadataView {
  return {
    id,
    conversationId,
    startTime: startTime.toISOString(),
    ...(endTime && { endTime: endTime.toISOString() }),
    media,
    fileState: fileLocation !== null && uploadedAt === null ? 'UPLOADING' : 'AVAILABLE',
    ...(holdGround && { protection: { ground: holdGround } }),
    selfUri: `${conversationUri(conversationId)}/recordings/${id}`,
  };
}

/** `Recording` of the API. A client gets its content with GET on `mediaUri`. */
export function recordingView(recording: Recording): RecordingView {
  const file =
    recording.uploadedAt === null
      ? undefined
      : { mediaUris: { '0': { mediaUri: fileUri(recording) } }, outputSizeInBytes: recording.fileBytes ?? 0 };
  return {
    ...recordingMetadata(recording),
    ...file,
    ...(recording.transcript && transcriptOf(recording.media, recording.transcript)),
  };
}

/** The field that the API has for the transcripts of this medium. */
function transcriptOf(
  media: Recording['media'],
  entries: TranscriptEntry[],
): Pick<RecordingView, keyof typeof TRANSCRIPTS> {
  if (media === 'email') return { emailTranscript: entries.map(({ text, time }) => ({ textBody: text, time })) };
  if (media === 'messaging')
    return {
      messagingTranscript: entries.map(({ participantId, purpose, text, time }) => ({
        participantId,
        purpose,
        messageText: text,
        timestamp: time,
      })),
    };
  return {
    transcript: entries.map(({ participantId, purpose, text, time }) => ({
      from: participantId,
      participantPurpose: purpose,
      body: text,
      utc: time,
    })),
  };
}
