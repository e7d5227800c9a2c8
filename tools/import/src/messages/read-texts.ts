import { z } from 'zod';
import { decode } from '../decode.ts';
import { ImportError } from '../import-error.ts';
import { isWoven, type Segment, type Text } from './weave.ts';

const Span = z.object({ type: z.string(), value: z.string(), start: z.int(), end: z.int() });
/** `start` and `end` count characters (Unicode code points) from 0, `end` is not included. */
const Entry = z.object({
  text: z
    .string()
    .min(1)
    .refine((text) => text.isWellFormed() && !text.includes('\0')),
  spans: z.array(Span),
});
type Entry = z.infer<typeof Entry>;

/**
 * The texts of a messages file that a person's details can be woven into; the others are passed over. @throws
 * ImportError when it is no such file
 */
export function readTexts(bytes: Uint8Array, file: string): Text[] {
  const entries = parsed(decode(bytes, file));
  const refuse = (reason: string): never => {
    throw new ImportError(
      `${file} is no file of messages: ${reason}. It must be a JSON array of { "text", "spans": [{ "type", "value", "start", "end" }] }.`,
    );
  };
  if (!Array.isArray(entries)) return refuse('it holds no JSON array');
  const texts = entries
    .map((entry, index) => textOf(entry) ?? refuse(`entry ${index + 1} has not the form of the others`))
    .filter(isWoven);
  return texts.length > 0 ? texts : refuse('no name, address, phone number or e-mail address is marked in it');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Undefined when the entry has another form, a span does not hold its value, or two overlap. */
function textOf(entry: unknown): Text | undefined {
  const { data } = Entry.safeParse(entry);
  return data && cutAtSpans(data);
}

function cutAtSpans({ text, spans }: Entry): Text | undefined {
  const characters = Array.from(text);
  const segments: Segment[] = [];
  let at = 0;
  for (const { type, value, start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < at || characters.slice(start, end).join('') !== value) return undefined;
    segments.push(characters.slice(at, start).join(''), { type, value });
    at = end;
  }
  return [...segments, characters.slice(at).join('')];
}
