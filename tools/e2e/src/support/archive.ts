import { promisify } from 'node:util';
import { text } from 'node:stream/consumers';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { Http } from './http.ts';

/** Downloads a result and reads the ZIP: path → text. */
export async function readArchive(http: Http, resultsUrl: string): Promise<Map<string, string>> {
  const { pathname } = new URL(resultsUrl);
  const { body } = await http.send<{ url: string }>('GET', `${pathname}?issueRedirect=false`);
  const response = await fetch(body.url);
  if (response.status !== 200) throw new Error(`the download answered ${response.status}`);
  return unzip(Buffer.from(await response.arrayBuffer()));
}

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await promisify<Buffer, object, ZipFile>(yauzl.fromBuffer)(bytes, { lazyEntries: true });
  const files = new Map<string, string>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        text(stream).then((content) => {
          files.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
}
