// The lab's only way to stdout: one JSON value a line.
import { writeSync } from 'node:fs';

/** Synchronous, so that nothing is lost when the process ends. Numbers that are not finite become null. */
export function writeLine(value: unknown): void {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // A pipe that is full for the moment; the reader will catch up.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
