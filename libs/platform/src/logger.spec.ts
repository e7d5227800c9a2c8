import { Writable } from 'node:stream';
import { LetheError } from '@lethe/contracts';
import { Logger, type LogFields } from './logger.ts';

describe('the logger', () => {
  const secret = 'marie.hamanova@praha.example';
  let lines: string[];
  let logger: Logger;

  beforeEach(() => {
    lines = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    logger = Logger.create('test', 'trace', sink);
  });

  it('drops every field that is not on the list', () => {
    logger.info('something happened', { requestId: 'r1', email: secret, body: { email: secret } } as LogFields);
    expect(lines.join()).toContain('r1');
    expect(lines.join()).not.toContain(secret);
  });

  it('tells an error by class, code and place, not by its message', () => {
    const cause = Object.assign(new TypeError(`duplicate key (email)=(${secret})`), { code: '23505', detail: secret });
    logger.error('failed', new LetheError('internal.server.error', secret, { cause }));
    expect(lines.join()).toContain('TypeError');
    expect(lines.join()).toContain('23505');
    expect(lines.join()).toContain('logger.spec');
    expect(lines.join()).not.toContain(secret);
  });

  it('keeps values out of what the framework logs', () => {
    const nest = logger.forNest();
    nest.error(new Error(secret));
    nest.error(`Error: ${secret}`, secret);
    nest.warn(`Could not parse ${secret}`);
    nest.log(secret);
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toContain(secret);
  });
});
