import type { Result, Taken } from '../cases/result.ts';
import type { Size } from '../growth/growth-result.ts';
import type { MeasuredFiles } from './measured.ts';

/** One line of the table. `value` is what is held against the bar. */
export interface Row {
  what: string;
  lethe: string;
  rival: string;
  value: number;
  unit: '' | ' MB';
  bar?: { atMost: number } | { atLeast: number };
  aim?: string;
}

export const rounded = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en');

type Of = (taken: Taken) => number;
const perSecond: Of = (taken) => taken.perSecond.median;
const p50: Of = (taken) => taken.p50;
const cpu: Of = (taken) => taken.cpu.median;

interface Wanted extends Pick<Row, 'what' | 'bar' | 'aim'> {
  name: string;
  of: Of;
  unit: string;
}

const ms = { of: p50, unit: ' ms' };
const each = { of: perSecond, unit: ' /s' };
const used = { of: cpu, unit: ' ms' };

/** The bars of what is compared with the rival. */
const WANTED: readonly Wanted[] = [
  { name: 'delete-set-idle', what: 'GDPR_DELETE of a merge set, idle', ...ms, bar: { atMost: 4 }, aim: '2' },
  { name: 'delete-set-32', what: 'the same, 32 in flight', ...each, bar: { atLeast: 0.5 }, aim: '0.8' },
  { name: 'delete-set-32', what: 'its CPU for a person', ...used, bar: { atMost: 2.5 }, aim: '1.8' },
  { name: 'delete-one-32', what: 'GDPR_DELETE unmerged, 32 in flight', ...each, bar: { atLeast: 0.5 }, aim: '0.8' },
  { name: 'delete-one-32', what: 'its CPU for a person', ...used, bar: { atMost: 2 } },
  { name: 'search-idle', what: 'subject search, idle', ...ms, bar: { atMost: 3 }, aim: '2' },
  { name: 'search-50', what: 'subject search, 50 connections', ...each, bar: { atLeast: 0.5 }, aim: 'above 1' },
  { name: 'search-50', what: 'its CPU', ...used },
  { name: 'export-idle', what: 'GDPR_EXPORT of a merge set, idle', ...ms, bar: { atMost: 8 } },
  { name: 'export-8', what: 'the same, 8 in flight', ...each, bar: { atLeast: 0.25 }, aim: '0.4' },
  { name: 'export-8', what: 'its CPU for a person', ...used },
];

export const rowsOf = (files: MeasuredFiles): Row[] => [
  ...compared(files.requests?.result ?? []),
  ...posted(files),
  ...grown(files),
  ...memory(files),
  ...imported(files),
];

function compared(results: readonly Result[]): Row[] {
  return WANTED.flatMap(({ name, of, unit, what, bar, aim }) => {
    const { Lethe: lethe, rival } = results.find((one) => one.name === name)?.taken ?? {};
    if (lethe === undefined || rival === undefined) return [];
    const [one, other] = [of(lethe), of(rival)];
    const row: Row = {
      what,
      lethe: rounded(one) + unit,
      rival: rounded(other) + unit,
      value: one / other,
      unit: '',
      ...(bar && { bar }),
      ...(aim && { aim }),
    };
    return [row];
  });
}

function posted({ post }: MeasuredFiles): Row[] {
  if (post === undefined) return [];
  const { perSecond, calls, unavailable, p50, p99 } = post.result;
  const what = `POST by id, ${perSecond} a second`;
  return [
    {
      what,
      lethe: `${unavailable} of ${rounded(calls)} answered 503`,
      rival: '',
      value: unavailable,
      unit: '',
      bar: { atMost: 0 },
    },
    {
      what: 'its p99, in times of its p50',
      lethe: `p50 ${rounded(p50)}, p99 ${rounded(p99)} ms`,
      rival: '',
      value: p99 / p50,
      unit: '',
      bar: { atMost: 5 },
    },
  ];
}

function grown({ growth }: MeasuredFiles): Row[] {
  if (growth === undefined) return [];
  const { deletes, searches } = growth.result;
  return [
    growthRow('growth of a delete, CPU', 'earlier requests', deletes, { of: 'cpu', bar: { atMost: 1.1 }, aim: 'flat' }),
    growthRow('growth of a delete, idle', 'earlier requests', deletes, {
      of: 'p50',
      bar: { atMost: 1.1 },
      aim: 'flat',
    }),
    growthRow('growth of a search, idle', 'contacts', searches, { of: 'p50', bar: { atMost: 1.2 } }),
  ];
}

function growthRow(
  what: string,
  counted: string,
  sizes: readonly Size[],
  { of, ...bar }: { of: 'p50' | 'cpu' } & Pick<Row, 'bar' | 'aim'>,
): Row {
  const [few, many] = [sizes[0]!, sizes.at(-1)!];
  return {
    what: `${what}, ${rounded(few.count)} to ${rounded(many.count)} ${counted}`,
    lethe: `${rounded(few[of])} to ${rounded(many[of])} ms`,
    rival: '',
    value: many[of] / few[of],
    unit: '',
    ...bar,
  };
}

function memory({ memory: measured }: MeasuredFiles): Row[] {
  if (measured === undefined) return [];
  const { idle, loaded } = measured.result;
  const row = (what: string, value: number, atMost: number): Row => ({
    what,
    lethe: `${rounded(value)} MB`,
    rival: '',
    value,
    unit: ' MB',
    bar: { atMost },
  });
  return [
    row('memory of the stack, idle', idle['all'] ?? NaN, 800),
    row('memory of the stack, after load', loaded['all'] ?? NaN, 1_100),
  ];
}

function imported({ import: measured }: MeasuredFiles): Row[] {
  if (measured === undefined) return [];
  const { people, importSeconds, copySeconds } = measured.result;
  const row: Row = {
    what: `import of ${rounded(people)} people, beside COPY`,
    lethe: `${rounded(importSeconds)} s`,
    rival: `${rounded(copySeconds)} s`,
    value: importSeconds / copySeconds,
    unit: '',
  };
  return [row];
}

/** Undefined where there is no bar. */
export function isMet({ value, bar }: Row): boolean | undefined {
  if (bar === undefined) return undefined;
  return 'atMost' in bar ? value <= bar.atMost : value >= bar.atLeast;
}
