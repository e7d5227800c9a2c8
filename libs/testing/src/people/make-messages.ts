import { faker } from '@faker-js/faker/locale/en';
import type { Message, Person } from './person.ts';

const SEED = 2016_680;

/** What is said; in braces, what stands there of a person. */
const TEMPLATES: readonly string[] = [
  'Hello, this is {title} {surname} of {company}. Please send the contract to {street}, {zip} {city}.',
  '{name}, {street}, {city}: is that what stands on the label?',
  'My number is {phone}, and I am at home after six.',
  'Write to {email} or call {phone}. Regards, {given}',
  'I was born on {date} and I am {age} years old.',
  'The card {card} is not mine. Ask {name} at {company}.',
  'Guten Tag, hier ist {name} aus {city}. Meine neue Anschrift: {street}, {zip} {city}.',
  'Bonjour {title} {surname}, votre colis est arrivé au {street} à {city}.',
  'Hola, soy {given}. ¿Pueden llamarme al {phone}?',
  'Здравствуйте, меня зовут {name}. Мой адрес: {street}, {city}.',
  'مرحبا، اسمي {name} وأسكن في {city}. رقم هاتفي {phone}.',
  'שלום, שמי {name} ואני גר ב{city}.',
  '{name}です。住所は〒{zip} {city}{street}です。',
  '안녕하세요, {name}입니다. 메일 주소는 {email}입니다.',
  'สวัสดีค่ะ ดิฉันชื่อ {name} จาก {city}',
  'Γεια σας, με λένε {name}. Μένω στην οδό {street}.',
  'Merhaba, ben {given} {age}. Telefonum {phone}.',
  '🎉🎉 {given}, congratulations 👩‍👩‍👧! We meet in {city} on {date}.',
  '<b>{name}</b> & "{company}" said: <script>alert(\'{given}\')</script>',
  '> {name}\n> {company}\n> {street}\n> {zip} {city}\n> {phone}\n\nIs this still right?',
  'Refund to {iban}, please; account of {name}.',
  'Somebody logged in from {ip}. Was it you, {given}?',
  'Our site {site} says that {name} works in {city}.',
  'I moved from {city} to {street}. ' +
    'Nobody has told me when the next delivery is due. '.repeat(6) +
    'Yours, {name}',
];
const WITHOUT_DETAILS: readonly string[] = [
  'What are my options?',
  'Thank you, that was quick!',
  'Could I change the due date of my payment?',
  'Vielen Dank, das hat geholfen.',
  '👍',
  'ありがとうございます。',
];
/** One text in so many has no personal data in it. */
const WITHOUT_DETAILS_EVERY = 14;

/** The types are those of `messages.json`. */
const DETAILS: Readonly<Record<string, readonly [type: string, value: (person: Person) => string]>> = {
  title: ['TITLE', ({ Title }) => Title || 'Mx.'],
  name: ['PERSON', ({ GivenName, Surname }) => `${GivenName} ${Surname}`.trim()],
  given: ['PERSON', ({ GivenName, Surname }) => GivenName || Surname],
  surname: ['PERSON', ({ GivenName, Surname }) => Surname || GivenName],
  street: ['STREET_ADDRESS', ({ StreetAddress }) => StreetAddress],
  city: ['GPE', ({ City }) => City],
  zip: ['ZIP_CODE', ({ ZipCode }) => ZipCode],
  phone: ['PHONE_NUMBER', ({ TelephoneNumber }) => TelephoneNumber],
  email: ['EMAIL_ADDRESS', ({ EmailAddress }) => EmailAddress],
  company: ['ORGANIZATION', ({ Company }) => Company || 'Example Ltd'],
  date: ['DATE_TIME', ({ Birthday }) => Birthday],
  age: ['AGE', () => String(faker.number.int({ min: 18, max: 99 }))],
  card: ['CREDIT_CARD', () => faker.finance.creditCardNumber()],
  iban: ['IBAN_CODE', () => faker.finance.iban()],
  ip: ['IP_ADDRESS', () => faker.internet.ipv4()],
  site: ['DOMAIN_NAME', ({ Username }) => `www.${Username}.example`],
};

/** So many texts, the same at every call, each with the details of one of the people. */
export function makeMessages(count: number, people: readonly Person[]): Message[] {
  faker.seed(SEED);
  return Array.from({ length: count }, (_, index) =>
    index % WITHOUT_DETAILS_EVERY === WITHOUT_DETAILS_EVERY - 1
      ? { text: WITHOUT_DETAILS[index % WITHOUT_DETAILS.length]!, spans: [] }
      : fill(TEMPLATES[index % TEMPLATES.length]!, people[index % people.length]!),
  );
}

function fill(template: string, person: Person): Message {
  const message: Message = { text: '', spans: [] };
  // Words and names of details in turns.
  for (const [index, part] of template.split(/\{(\w+)\}/).entries()) {
    const [type, valueOf] = DETAILS[part] ?? [];
    const value = index % 2 === 1 ? valueOf!(person) : part;
    const start = Array.from(message.text).length;
    if (index % 2 === 1) message.spans.push({ type: type!, value, start, end: start + Array.from(value).length });
    message.text += value;
  }
  return message;
}
