import type { MediaType } from '../words.ts';

/** Under which field of a participant the API shows its leg, and the `type` of a message leg. */
export function legOf(
  media: MediaType,
): { field: 'calls' | 'callbacks' | 'emails' | 'chats'; type?: undefined } | { field: 'messages'; type: string } {
  switch (media) {
    case 'voice':
      return { field: 'calls' };
    case 'callback':
      return { field: 'callbacks' };
    case 'email':
      return { field: 'emails' };
    case 'webchat':
      return { field: 'chats' };
    case 'openmessaging':
      return { field: 'messages', type: 'open' };
    default:
      return { field: 'messages', type: media };
  }
}
