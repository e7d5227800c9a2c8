import { Presets, SingleBar } from 'cli-progress';
import type { Refusal } from './rows/identity.ts';

/** Shows how far the import is: a bar on a terminal, else a line for every tenth of the people. */
export interface Progress {
  advance(rows: number): void;
  refused(refusal: Refusal): void;
  end(): void;
}

export const refusalLine = ({ line, reason }: Refusal): string => `row ${line}: ${reason}`;

/** `what` is counted, as 'people'. */
export function showProgress(total: number, what: string, stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bar(total, what, stream) : lines(total, what, stream);
}

function bar(total: number, what: string, stream: NodeJS.WriteStream): Progress {
  const shown = new SingleBar(
    {
      format: `{bar} {value} of {total} ${what}, {eta_formatted} left`,
      stream,
      hideCursor: true,
      clearOnComplete: true,
      linewrap: false,
    },
    Presets.shades_classic,
  );
  shown.start(total, 0);
  return {
    advance: (rows) => shown.increment(rows),
    refused: (refusal) => {
      stream.clearLine(0);
      stream.cursorTo(0);
      stream.write(`${refusalLine(refusal)}\n`);
      shown.render();
    },
    end: () => shown.stop(),
  };
}

function lines(total: number, what: string, stream: NodeJS.WritableStream): Progress {
  let done = 0;
  let tenths = 0;
  return {
    advance: (rows) => {
      done += rows;
      const reached = Math.floor((done / total) * 10);
      if (reached > tenths) stream.write(`${done} of ${total} ${what}\n`);
      tenths = reached;
    },
    refused: (refusal) => stream.write(`${refusalLine(refusal)}\n`),
    end: () => undefined,
  };
}
