import { explain, StackError } from './stack-error.ts';

describe('one clear sentence', () => {
  it.each([
    [Object.assign(new Error('write'), { code: 'ENOSPC' })],
    [new Error('initdb failed: could not write to file "base/1": No space left on device')],
  ])('for a full disk: %s', (error) => {
    expect(explain(error, '/data').message).toBe(
      'The disk that holds /data is full: free some space, then start again.',
    );
  });

  it('for a folder of somebody else', () => {
    const error = Object.assign(new Error("EACCES: permission denied, mkdir '/data/run'"), { code: 'EACCES' });
    expect(explain(error, '/data').message).toMatch(
      /^\/data can not be written \(EACCES.*\): start as the user who owns it, or choose/,
    );
  });

  it('keeps a sentence that is one already', () => {
    const sentence = new StackError('Port 1 is taken.');
    expect(explain(sentence, '/data')).toBe(sentence);
  });
});
