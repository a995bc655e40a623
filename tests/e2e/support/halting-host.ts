// A host of the built page that halts in the middle of one large file, as a slow or a broken line does.
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { serve } from '../../../scripts/lib/serve.mjs';

export interface HaltingHost {
  /** Ends with a slash. */
  url: string;
  /** How often the file was asked for. */
  requests: number;
  /** How often whoever asked went away before all of it had come. */
  givenUp: number;
  /** Sends what is missing of the newest answer, and whole answers from now on. */
  goOn(): void;
  /** Breaks the newest answer off where it stands. */
  breakOff(): void;
  close(): Promise<void>;
}

/** @param path of the file inside `dist/`, of which at first only the first half is sent */
export async function haltInTheMiddleOf(path: string): Promise<HaltingHost> {
  const bytes = await readFile(`dist/${path}`);
  const half = bytes.length >> 1;
  const whole = await serve({ folder: 'dist', port: 0 });
  let newest: ServerResponse | null = null;
  let isHalting = true;
  const server = createServer((request, response) => {
    if (request.url !== `/${path}`) {
      void pass(new URL(request.url ?? '', whole.url), response);
      return;
    }
    host.requests += 1;
    newest = response;
    response.on('close', () => (host.givenUp += response.writableEnded ? 0 : 1));
    const type = 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length });
    response.write(bytes.subarray(0, half));
    if (!isHalting) response.end(bytes.subarray(half));
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The host has no port.');
  const host: HaltingHost = {
    url: `http://localhost:${address.port}/`,
    requests: 0,
    givenUp: 0,
    goOn() {
      isHalting = false;
      newest?.end(bytes.subarray(half));
    },
    breakOff() {
      newest?.destroy();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await whole.close();
    },
  };
  return host;
}

async function pass(address: URL, response: ServerResponse): Promise<void> {
  const answer = await fetch(address);
  const headers = Object.fromEntries(answer.headers);
  delete headers['transfer-encoding'];
  response.writeHead(answer.status, headers).end(new Uint8Array(await answer.arrayBuffer()));
}
