import type { Recording, TranscriptEntry } from '../entities/recording.ts';
import { conversationUri, fileUri } from './attachment-view.ts';
import { present } from './present.ts';

/** `RecordingMetadata` of the API. `protection` is an extension. */
export function recordingMetadata({ id, conversationId, startTime, endTime, media, fileLocation, uploadedAt, holdGround }: Recording) {
  return present({
    id, conversationId, startTime, endTime, media,
    fileState: fileLocation !== null && uploadedAt === null ? 'UPLOADING' : 'AVAILABLE',
    protection: holdGround && { ground: holdGround },
    selfUri: `${conversationUri(conversationId)}/recordings/${id}`,
  });
}

/** `Recording` of the API. A client gets its content with GET on `mediaUri`. */
export function recordingView(recording: Recording) {
  const file = recording.uploadedAt === null ? undefined : { mediaUris: { '0': { mediaUri: fileUri(recording) } }, outputSizeInBytes: recording.fileBytes };
  return { ...recordingMetadata(recording), ...file, ...(recording.transcript && transcriptOf(recording.media, recording.transcript)) };
}

/** The field that the API has for the transcripts of this medium. */
function transcriptOf(media: Recording['media'], entries: TranscriptEntry[]) {
  if (media === 'email') return { emailTranscript: entries.map(({ text, time }) => ({ textBody: text, time })) };
  if (media === 'messaging') return { messagingTranscript: entries.map(({ participantId, purpose, text, time }) => ({ participantId, purpose, messageText: text, timestamp: time })) };
  return { transcript: entries.map(({ participantId, purpose, text, time }) => ({ from: participantId, participantPurpose: purpose, body: text, utc: time })) };
}
