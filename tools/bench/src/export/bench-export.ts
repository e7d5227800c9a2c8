import { randomUUID } from 'node:crypto';
import { Api } from '../api.ts';
import { onMeasuredStack } from '../stack/measured-stack.ts';
import { PeakMemory } from '../peak-memory.ts';
import { measureBaselines, type Measured } from './baselines.ts';
import { randomStream } from './random-bytes.ts';

const MIB = 1_048_576;
const FILES = 4;

interface Phase extends Omit<Measured, 'peak'> {
  name: string;
  peaks: Map<string, number>;
}

/** Uploads, exports and downloads files of one person, and does the same work without Lethe; prints one table. */
export async function benchExport({ mib, signal }: { mib: number; signal: AbortSignal }): Promise<void> {
  const files = Array.from(
    { length: FILES },
    (_, index) => Math.floor(mib / FILES) * MIB + (index === 0 ? (mib % FILES) * MIB : 0),
  );
  const phases: Phase[] = [];
  let idle = new Map<string, number>();
  await onMeasuredStack({ signal }, async (stack) => {
    const api = await Api.login(stack.description);
    const memory = new PeakMemory(stack.processes);
    const phase = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      memory.reset();
      const began = performance.now();
      const result = await work();
      phases.push({ name, seconds: (performance.now() - began) / 1_000, peaks: memory.read() });
      return result;
    };
    const person = await makePerson(api);
    idle = memory.now();
    await phase('upload', () => uploadAll(api, person, files));
    const { resultsUrl } = await phase('export', async () => {
      const { id } = await api.call<{ id: string }>('POST', '/api/v2/gdpr/requests', {
        requestType: 'GDPR_EXPORT',
        subject: { externalContactId: person.contactId },
      });
      return api.completed(id, 1_800);
    });
    const bytes = await phase('download', () => api.download(resultsUrl));
    if (bytes < mib * MIB) throw new Error(`the archive has ${bytes} bytes, less than the files in it`);
  });
  print(mib, idle, phases, await measureBaselines(files));
}

interface Person {
  contactId: string;
  conversationId: string;
  participantId: string;
}

async function makePerson(api: Api): Promise<Person> {
  const { id: contactId } = await api.call<{ id: string }>('POST', '/api/v2/externalcontacts/contacts', {
    firstName: 'Bench',
    lastName: 'Mark',
  });
  const startTime = new Date().toISOString();
  const conversation = await api.call<{ id: string; participants: { id: string }[] }>(
    'POST',
    '/api/v2/conversations/imports',
    {
      startTime,
      participants: [{ purpose: 'customer', mediaType: 'webmessaging', externalContactId: contactId }],
    },
  );
  return { contactId, conversationId: conversation.id, participantId: conversation.participants[0]!.id };
}

async function uploadAll(api: Api, { conversationId, participantId }: Person, files: readonly number[]): Promise<void> {
  for (const [index, bytes] of files.entries()) {
    await api.upload(
      `/api/v2/conversations/${conversationId}/files/${randomUUID()}?participantId=${participantId}&kind=attachment`,
      randomStream(bytes, index),
    );
  }
}

function print(
  mib: number,
  idle: Map<string, number>,
  phases: readonly Phase[],
  { oneProcess, tar }: { oneProcess: Measured; tar: Measured },
): void {
  const names = [...new Set(phases.flatMap(({ peaks }) => [...peaks.keys()]))];
  const rows: Record<string, string | number>[] = phases.map(({ name, seconds, peaks }) => {
    const growth = (service: string) => (peaks.get(service) ?? 0) - (idle.get(service) ?? 0);
    const most = names.reduce((one, other) => (growth(other) > growth(one) ? other : one));
    return row(`Lethe: ${name}`, seconds, oneProcess, `${most} +${Math.round(growth(most))}`);
  });
  rows.push(
    row(
      'one Node process: decrypt, hash, zip, encrypt',
      oneProcess.seconds,
      oneProcess,
      String(Math.round(oneProcess.peak)),
    ),
  );
  rows.push(row('tar', tar.seconds, oneProcess, tar.peak < 1 ? 'under 1' : String(Math.round(tar.peak))));
  console.log(`\n${mib} MiB in ${FILES} files, storage in the file system`);
  console.table(rows);
  console.log('Peak memory of every process, MB (+: beyond what it has before the upload)');
  console.table(
    Object.fromEntries(
      names.map((name) => [
        name,
        {
          before: Math.round(idle.get(name) ?? 0),
          ...Object.fromEntries(phases.map((phase) => [phase.name, Math.round(phase.peaks.get(name) ?? 0)])),
        },
      ]),
    ),
  );
}

const row = (what: string, seconds: number, unit: Measured, peak: string) => ({
  what,
  seconds: Number(seconds.toFixed(1)),
  'times one process': Number((seconds / unit.seconds).toFixed(2)),
  'most memory, MB': peak,
});
