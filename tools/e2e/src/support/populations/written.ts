import { emailOn, messengerOn, phoneOn, type Identity, type PlannedRecord } from '@lethe/population';

/** Written as the record writes it: fields of numbers, of addresses, and the messenger's. */
export function written(plan: PlannedRecord, person: Identity, isFree = false) {
  const { writing, phones, emails } = plan;
  const [messenger, plain] = writing.isWhatsApp ? [phones.slice(0, 1), phones.slice(1)] : [[], phones];
  const joined = (values: string[], by: string) => (writing.isJoined && isFree ? [values.join(by)] : values);
  return {
    messenger: messenger.map(messengerOn)[0],
    phones: joined(
      plain.map((phone) => phoneOn(phone, writing.phone, person.country)),
      ' / ',
    ),
    emails: joined(
      emails.map((email) => emailOn(person, email, plan, isFree)),
      '; ',
    ),
  };
}
