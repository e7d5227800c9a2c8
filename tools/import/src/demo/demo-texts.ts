import type { Text } from '../messages/weave.ts';

const name = { type: 'PERSON', value: 'A Customer' };
const street = { type: 'STREET_ADDRESS', value: 'the address you have' };
const city = { type: 'GPE', value: 'my town' };
const phone = { type: 'PHONE_NUMBER', value: 'the number you have' };
const email = { type: 'EMAIL_ADDRESS', value: 'the address you have' };

/** What is said in the conversations of the demo organisation. */
export const DEMO_TEXTS: readonly Text[] = [
  ['Hello, this is ', name, '. My parcel has not arrived at ', street, ', ', city, '.'],
  ['Could you send the invoice to ', email, ' once more, please?'],
  ['I am at home after six. Call me at ', phone, '.'],
  [name, ', ', street, ', ', city, ': is that what stands on the label?'],
  ['We are moving away from ', city, '. Please delete ', phone, ' from your list.'],
  ['Thank you! You can write to ', email, ' at any time. Regards, ', name],
];
