import { difference } from './effect.ts';

describe('the difference between effects', () => {
  const expected = { contacts: 0, texts: 0, messages: 100 };

  it('is none where all are the same', () => expect(difference(expected, [{ ...expected }])).toBeUndefined());

  it('names what is left and what is missing, and how many people it is about', () => {
    const effects = [expected, { ...expected, texts: 3, messages: 99 }];
    expect(difference(expected, effects)).toBe('1 of 2 people: texts 3 instead of 0, messages 99 instead of 100');
  });

  it('counts what one of them does not know at all', () =>
    expect(difference(expected, [{ contacts: 0, texts: 0 }])).toBe('1 of 1 people: messages 0 instead of 100'));
});
