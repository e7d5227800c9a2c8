import type { LookedUpKey, PostureMark, PosturePlace, PostureReply } from '@lethe/contracts';
import type { TextMark, TextReader } from '@lethe/matching';
import { possibleKind } from '../model/identifiers-of.ts';
import type { OutOfReachOptions } from '../model/annotations.ts';
import type { PostureSource, PostureText } from '../model/posture-sources.ts';

/** A page ends behind the record with which it has so much. */
const MOST_KEYS = 15_000;
const MOST_FOUND = 300;
const MOST_RECORDS = 5_000;
/** Of one record in one place; the rest is told as too long. */
const MOST_MARKS = 200;
/** Texts that are remembered: what stands in many records, such as the name of a medium, is read once. */
const REMEMBERED = 5_000;

const CODES: Readonly<Record<TextMark['what'], string>> = {
  EMAIL: 'email',
  PHONE: 'phone',
  NATIONAL_ID: 'national.id',
  NAME: 'name',
};
const TOO_LONG = 'text.too.long';

interface Read {
  byCode: [code: string, marks: PostureMark[]][];
}

/** What has been found so far, in the form of the reply: of a text only keys are kept. */
export class PosturePage {
  private readonly places = new Map<PostureText | OutOfReachOptions, PosturePlace>();
  private readonly keys: LookedUpKey[] = [];
  private readonly keyPlaces = new Map<string, number>();
  private readonly remembered = new Map<string, Read>();
  private looked = 0;
  private found = 0;

  /** @param end of `performance.now()` */
  constructor(
    private readonly reader: TextReader,
    private readonly end: number,
  ) {}

  get isFull(): boolean {
    return (
      performance.now() > this.end ||
      this.looked >= MOST_RECORDS ||
      this.found >= MOST_FOUND ||
      this.keys.length >= MOST_KEYS
    );
  }

  /** `applies`: for each condition of the source, whether its SQL says so of this row. */
  add(source: PostureSource, id: string, record: Record<string, unknown>, applies: readonly boolean[]): void {
    this.looked += 1;
    for (const text of source.texts) this.addText(source, id, text, text.read(record));
    source.conditions.forEach((condition, index) => {
      const count = condition.count === undefined ? Number(applies[index]) : condition.count(record as never);
      if (count === 0) return;
      const { reason, advice, certainty, code } = condition;
      this.found += 1;
      const marks = Array.from({ length: Math.min(count, MOST_MARKS) }, () => certain(certainty));
      this.placeOf(condition, { recordType: source.recordType, place: source.recordType, reason, advice }).records.push(
        {
          id,
          code,
          marks,
        },
      );
    });
  }

  private addText({ recordType }: PostureSource, id: string, text: PostureText, texts: readonly string[]): void {
    const byCode = new Map<string, PostureMark[]>();
    for (const one of texts)
      for (const [code, marks] of this.read(one).byCode) byCode.set(code, [...(byCode.get(code) ?? []), ...marks]);
    if ([...byCode.values()].some((marks) => marks.length > MOST_MARKS)) byCode.set(TOO_LONG, [certain('possible')]);
    for (const [code, marks] of byCode) {
      if (marks.some(({ base }) => base !== undefined)) this.found += 1;
      const { place, reason, advice } = text;
      this.placeOf(text, { recordType, place, reason, advice }).records.push({
        id,
        code,
        marks: marks.slice(0, MOST_MARKS),
      });
    }
  }

  private placeOf(source: PostureText | OutOfReachOptions, about: Omit<PosturePlace, 'records'>): PosturePlace {
    const place = this.places.get(source) ?? { ...about, records: [] };
    this.places.set(source, place);
    return place;
  }

  private read(text: string): Read {
    const known = this.remembered.get(text);
    if (known !== undefined) return known;
    const byCode = Map.groupBy(this.reader.marksIn(text), ({ what }) => CODES[what]);
    const read: Read = {
      byCode: [...byCode].map(([code, marks]) => [code, marks.map((mark) => this.markOf(mark))]),
    };
    if (this.reader.isTooLong(text)) read.byCode.push([TOO_LONG, [certain('possible')]]);
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(text, read);
    return read;
  }

  private markOf({ base, ifKnown, keys }: TextMark): PostureMark {
    return {
      ...(base && { base }),
      ifKnown,
      keys: keys.map(({ kind, key, possible }) =>
        this.keyPlace({ kind: possible === true ? possibleKind(kind) : kind, key }),
      ),
    };
  }

  private keyPlace(key: LookedUpKey): number {
    const text = `${key.kind} ${key.key}`;
    const place = this.keyPlaces.get(text) ?? this.keys.push(key) - 1;
    this.keyPlaces.set(text, place);
    return place;
  }

  /** All keys so far: the domain looks them up in its own index first. */
  get allKeys(): readonly LookedUpKey[] {
    return this.keys;
  }

  /** What this domain knows itself is said; what may be known elsewhere keeps its keys. */
  reply(knownPlaces: readonly number[], next: string | undefined): PostureReply {
    const known = new Set(knownPlaces);
    const places = [...this.places.values()].map((place) => ({
      ...place,
      records: place.records.map((record) => ({ ...record, marks: record.marks.map((mark) => judged(mark, known)) })),
    }));
    return { places, keys: this.keys, looked: this.looked, ...(next !== undefined && { next }) };
  }
}

const certain = (base: PostureMark['ifKnown']): PostureMark => ({ base, ifKnown: base, keys: [] });

const judged = (mark: PostureMark, known: ReadonlySet<number>): PostureMark =>
  mark.keys.some((place) => known.has(place)) ? certain(mark.ifKnown) : mark;
