import { wav } from './wav.ts';

describe('wav', () => {
  it.each(['Ann', 'Anna', 'Zoë Ås'])('makes chunks that fill the file exactly, with the name %s in one', (artist) => {
    const bytes = Buffer.from(wav(artist));
    expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    const found: Record<string, Buffer> = {};
    for (let at = 12; at < bytes.length;) {
      const length = bytes.readUInt32LE(at + 4);
      found[bytes.toString('latin1', at, at + 4)] = bytes.subarray(at + 8, at + 8 + length);
      at += 8 + length + (length % 2);
    }
    expect(Object.keys(found)).toEqual(['fmt ', 'LIST', 'data']);
    expect(found.LIST!.toString()).toContain(`${artist}\0`);
    expect(found['fmt ']!.readUInt32LE(8)).toBe(8_000);
    expect(found.data).toHaveLength(800);
  });
});
