import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { arrivingBody } from './arriving-body.ts';

/** What a reader of the body gets before it ends or fails; `said` is what the caller was told meanwhile. */
async function arrive(stream: PassThrough, headers: Record<string, string> = {}, stallMs = 60_000) {
  const said: string[] = [];
  const response = {
    writeContinue: () => said.push('continue'),
    removeHeader: (name: string) => said.push(`no ${name}`),
  } as unknown as ServerResponse;
  const pieces: string[] = [];
  try {
    for await (const piece of arrivingBody(
      Object.assign(stream, { headers }) as unknown as IncomingMessage,
      response,
      10,
      stallMs,
    ))
      pieces.push(piece.toString());
    return { pieces, said };
  } catch (error) {
    return { pieces, said, code: (error as { code: string }).code };
  }
}
const streamOf = (...pieces: string[]) => {
  const stream = new PassThrough();
  for (const piece of pieces) stream.write(piece);
  return stream;
};

it('hands on what arrives, and invites a caller who waits for it', async () => {
  expect(await arrive(streamOf('0123456789').end())).toEqual({ pieces: ['0123456789'], said: [] });
  expect(await arrive(streamOf('a').end(), { expect: '100-Continue' })).toEqual({
    pieces: ['a'],
    said: ['no Connection', 'continue'],
  });
});

it('ends at the limit, uninvited when the length is told, and leaves the connection for the answer', async () => {
  const [endless, told] = [streamOf('01234567890'), streamOf()];
  expect(await arrive(endless)).toEqual({ pieces: [], said: [], code: 'request.entity.too.large' });
  expect(await arrive(told, { 'content-length': '11', expect: '100-continue' })).toEqual({
    pieces: [],
    said: [],
    code: 'request.entity.too.large',
  });
  expect([endless.destroyed, told.destroyed]).toEqual([false, false]);
});

it('ends when nothing comes, or the caller is gone', async () => {
  const stalled = streamOf('abc');
  expect(await arrive(stalled, {}, 20)).toEqual({ pieces: ['abc'], said: [], code: 'client.timeout' });
  expect(stalled.destroyed).toBe(false);
  const gone = streamOf();
  setImmediate(() => gone.destroy(new Error('aborted')));
  expect(await arrive(gone)).toEqual({ pieces: [], said: [], code: 'client.failed.request' });
});

it('does not count the time that the reader takes', async () => {
  const stream = streamOf('a');
  const pieces = arrivingBody(
    Object.assign(stream, { headers: {} }) as unknown as IncomingMessage,
    {} as ServerResponse,
    10,
    20,
  );
  await pieces.next();
  await new Promise((resolve) => setTimeout(resolve, 60));
  stream.end('b');
  expect((await pieces.next()).value?.toString()).toBe('b');
});
