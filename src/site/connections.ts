import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { toLane } from '#server/fair-queue.ts';

export interface ConnectionsOptions {
  /** That one address may have at once. */
  most: number;
  /** Whose a request is, behind proxies: what stands in a header, of requests that have come whole. */
  findCaller: ((request: IncomingMessage) => string) | undefined;
}

/** How long one too many may take for its request, which is answered with no more than that it is one too many. */
const refusedMs = 5000;

/**
 * How many connections each address has. One who opens more than may be, and says nothing on any of them, keeps
 * no other from the server.
 *
 * Behind proxies all connections are theirs, and what is counted are requests on their way to an answer, by the
 * address that the nearest trusted proxy names: to deal with connections that say nothing is then the proxy's.
 */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #counts = new Map<string, number>();
  readonly #refused = new WeakSet<Socket>();

  constructor(server: Server, options: ConnectionsOptions) {
    this.#options = options;
    if (!options.findCaller) server.on('connection', (socket) => this.#meet(socket));
  }

  /** @returns whether the request may be answered */
  admit(request: IncomingMessage, response: ServerResponse): boolean {
    const { findCaller, most } = this.#options;
    if (!findCaller) return !this.#refused.has(request.socket);
    const lane = toLane(findCaller(request));
    if ((this.#counts.get(lane) ?? 0) >= most) return false;
    this.#count(lane);
    response.once('close', () => this.#uncount(lane));
    return true;
  }

  #meet(socket: Socket): void {
    const lane = toLane(socket.remoteAddress ?? '');
    const before = this.#counts.get(lane) ?? 0;
    this.#count(lane);
    socket.once('close', () => this.#uncount(lane));
    if (before < this.#options.most) return;
    this.#refused.add(socket);
    // Some are told why; beyond that nobody is who would listen.
    if (before >= 2 * this.#options.most) socket.destroy();
    else setTimeout(() => socket.destroy(), refusedMs).unref();
  }

  #count(lane: string): void {
    this.#counts.set(lane, (this.#counts.get(lane) ?? 0) + 1);
  }

  #uncount(lane: string): void {
    const left = (this.#counts.get(lane) ?? 1) - 1;
    if (left > 0) this.#counts.set(lane, left);
    else this.#counts.delete(lane);
  }
}
