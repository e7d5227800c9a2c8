/** Roles in an interaction, as the wire contract names them. */
export const PURPOSES = [
  'customer',
  'external',
  'agent',
  'user',
  'acd',
  'ivr',
  'bot',
  'voicemail',
  'workflow',
  'campaign',
  'api',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Media of a participant (requirements R64). */
export const MEDIA_TYPES = [
  'voice',
  'callback',
  'email',
  'webchat',
  'sms',
  'webmessaging',
  'openmessaging',
  'whatsapp',
  'facebook',
  'twitter',
  'instagram',
  'apple',
  'line',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export const DIRECTIONS = ['inbound', 'outbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const RECORDING_MEDIA = ['audio', 'chat', 'messaging', 'email', 'screen'] as const;
export type RecordingMedia = (typeof RECORDING_MEDIA)[number];

/**
 * Why a recording may not be erased (requirements D13). Closed, because a ground stands in outcomes: never a text that
 * somebody typed.
 */
export const HOLD_GROUNDS = [
  'Art. 17(3)(b) GDPR: legal obligation',
  'Art. 17(3)(e) GDPR: legal claims',
  'Art. 18(2) GDPR: restriction',
] as const;
export type HoldGround = (typeof HOLD_GROUNDS)[number];

export const PARTY_FIELDS = ['from', 'to', 'cc', 'bcc'] as const;
export type PartyField = (typeof PARTY_FIELDS)[number];
