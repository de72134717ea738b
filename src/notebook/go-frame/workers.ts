/**
 * Makes workers of Go's own `wasm_exec.js` and the text of `worker.ts`. One is ready before it is asked
 * for: to start one takes as long as a small program runs.
 */
export class Workers {
  readonly #text: string;
  readonly #addresses = new Map<string, string>();
  readonly #spare = new Map<string, Worker>();

  /** @param text of the bundled `worker.ts` */
  constructor(text: string) {
    this.#text = text;
  }

  /** @param version of the Go whose `wasm_exec.js` it is: programs need that of the Go that built them */
  setRuntime(version: string, text: string): void {
    if (this.#addresses.has(version)) return;
    const blob = new Blob([text, '\n;', this.#text], { type: 'text/javascript' });
    this.#addresses.set(version, URL.createObjectURL(blob));
    this.prepare(version);
  }

  /** @throws Error where the version's runtime is not here */
  take(version: string): Worker {
    const spare = this.#spare.get(version);
    this.#spare.delete(version);
    return spare ?? this.#make(version);
  }

  prepare(version: string): void {
    if (!this.#spare.has(version)) this.#spare.set(version, this.#make(version));
  }

  #make(version: string): Worker {
    const address = this.#addresses.get(version);
    if (address === undefined) throw new Error(`no runtime of ${version}`);
    return new Worker(address);
  }
}
