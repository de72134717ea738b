import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { workerName } from '#offline/worker-name.ts';

/**
 * The built site behind an address of its own, whose server a test takes away and brings back, and whose version it changes: pages
 * have `Newer` before their titles then.
 */
export class Gateway {
  readonly #server: Server;
  readonly #to: URL;
  #isUp = true;
  isNewer = false;
  /** As of a site that is served without it again. */
  hasWorker = true;

  private constructor(to: string) {
    this.#to = new URL(to);
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.on('connection', (socket) => {
      if (!this.#isUp) socket.destroy();
    });
  }

  /** @param to the site */
  static async open(to: string, port: number): Promise<Gateway> {
    const gateway = new Gateway(to);
    await new Promise<void>((resolve) => gateway.#server.listen(port, 'localhost', resolve));
    return gateway;
  }

  takeDown(): void {
    this.#isUp = false;
    this.#server.closeAllConnections();
  }

  bringUp(): void {
    this.#isUp = true;
  }

  async close(): Promise<void> {
    this.takeDown();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(from: IncomingMessage, to: ServerResponse): void {
    if (!this.hasWorker && from.url === `/${workerName}`) {
      to.writeHead(404).end();
      return;
    }
    // Read as text where it is changed.
    const { 'accept-encoding': _, 'if-none-match': __, ...headers } = from.headers;
    const asked = request(
      new URL(from.url ?? '/', this.#to),
      { method: from.method, headers: this.isNewer ? headers : from.headers },
      (answer) => {
        const isText = /^text\/(?:html|javascript)/.test(answer.headers['content-type'] ?? '');
        if (!this.isNewer || !isText || from.method === 'HEAD') {
          to.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(to);
          return;
        }
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const { 'content-length': _length, ...kept } = answer.headers;
          to.writeHead(answer.statusCode ?? 502, kept);
          to.end(toNewer(Buffer.concat(parts).toString()));
        });
      },
    );
    asked.on('error', () => to.destroy());
    to.on('close', () => asked.destroy());
    from.pipe(asked);
  }
}

/** A page of the next version, or the worker’s list of its pages. */
function toNewer(text: string): string {
  return text
    .replace('<title>', '<title>Newer ')
    .replaceAll(/("url":"\.\/(?:|[^"]*\/)","revision":")/g, '$1newer-');
}
