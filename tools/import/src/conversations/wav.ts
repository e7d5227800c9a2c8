const RATE = 8_000;
const SAMPLES = 800;
/** The middle of 8-bit samples: silence. */
const SILENCE = 0x80;

/**
 * A tenth of a second of silence (RIFF WAVE, PCM, 8 kHz, 8 bit, mono) that names who is heard in it (INFO chunk IART).
 */
export function wav(artist: string): Uint8Array<ArrayBuffer> {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0); // PCM
  format.writeUInt16LE(1, 2); // channels
  format.writeUInt32LE(RATE, 4);
  format.writeUInt32LE(RATE, 8); // bytes a second
  format.writeUInt16LE(1, 12); // bytes a sample
  format.writeUInt16LE(8, 14); // bits a sample
  const info = chunk('LIST', Buffer.from('INFO'), chunk('IART', Buffer.from(`${artist}\0`)));
  return Uint8Array.from(
    chunk('RIFF', Buffer.from('WAVE'), chunk('fmt ', format), info, chunk('data', Buffer.alloc(SAMPLES, SILENCE))),
  );
}

/** A chunk begins at an even place: an odd one is filled up, which its length does not count. */
function chunk(name: string, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
