import { finished, type Readable } from 'node:stream';

/**
 * The bytes of a request, taken from the connection while tus handles all else of it. tus would make a web
 * stream of them and two of Node's of that, which is twice the work of an upload.
 */
export class BodyPastTus {
  /** What tus is given: a body that has nothing, and ends when the bytes have come to their end. */
  readonly request: Request;
  readonly #incoming: AsyncIterable<Uint8Array>;
  #end: () => void = () => {};

  constructor({ url, method, headers, signal }: Request, incoming: AsyncIterable<Uint8Array>) {
    this.#incoming = incoming;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#end = () => controller.close();
      },
      cancel: () => {
        this.#end = () => {};
      },
    });
    // The types of a browser know no duplex, without which Node takes no stream.
    const init: RequestInit & { duplex: 'half' } = { method, headers, signal, body, duplex: 'half' };
    this.request = new Request(url, init);
  }

  /** tus waits for it, whatever has become of the bytes. */
  end(): void {
    const end = this.#end;
    this.#end = () => {};
    end();
  }

  /**
   * What comes until it ends, or tus ends what it has made of its body: another request wants to go on with the
   * upload.
   *
   * @throws what `toError` makes, where more comes than may
   */
  async *take(ofTus: Readable, mostBytes: number, toError: () => Error): AsyncIterable<Uint8Array> {
    const source = this.#incoming[Symbol.asyncIterator]();
    let wake = () => {};
    const stopListening = finished(ofTus.resume(), () => wake());
    try {
      for (let left = mostBytes; !ofTus.readableEnded && !ofTus.destroyed;) {
        // Not Promise.race: what outlives it would hold on to every chunk.
        const next = await new Promise<IteratorResult<Uint8Array> | undefined>((resolve, reject) => {
          wake = () => resolve(undefined);
          source.next().then(resolve, reject);
        });
        if (!next || next.done) return;
        left -= next.value.length;
        if (left < 0) throw toError();
        yield next.value;
      }
    } finally {
      stopListening();
      // Not waited for: where nothing comes any more it would take until the connection's end.
      void source.return?.().catch(() => {});
    }
  }
}
