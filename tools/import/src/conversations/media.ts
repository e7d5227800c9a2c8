const CALLS = ['voice', 'callback'] as const;
const MESSAGING = [
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
type Call = (typeof CALLS)[number];
type Messaging = (typeof MESSAGING)[number];
export type MediaType = Call | 'email' | Messaging;

/**
 * The media of one person's conversations: a call, an e-mail and a messaging medium, each in turn, so that twenty
 * people use every one of them.
 */
export function mediaOf(index: number): readonly [Call, 'email', Messaging] {
  const turn = Math.floor(index / 3);
  return [CALLS[turn % CALLS.length]!, 'email', MESSAGING[turn % MESSAGING.length]!];
}

export const isCall = (medium: MediaType): boolean => (CALLS as readonly string[]).includes(medium);
const REACHED_BY_PHONE: ReadonlySet<string> = new Set([...CALLS, 'sms', 'whatsapp', 'apple', 'line']);
export const isReachedByPhone = (medium: MediaType): boolean => REACHED_BY_PHONE.has(medium);
