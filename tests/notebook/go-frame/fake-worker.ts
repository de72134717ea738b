/** A worker without a thread: what it was told, and what it says when a test has it say so. */
export class FakeWorker extends EventTarget {
  readonly told: unknown[] = [];
  isEnded = false;

  postMessage(message: unknown): void {
    this.told.push(message);
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }
}

/** In the place of `Workers`: those that were taken. */
export class FakeWorkers {
  readonly taken: FakeWorker[] = [];
  prepared = 0;

  take(version: string): Worker {
    if (version !== 'go1.26.8') throw new Error(`no runtime of ${version}`);
    const worker = new FakeWorker();
    this.taken.push(worker);
    return worker as unknown as Worker;
  }

  prepare(): void {
    this.prepared++;
  }
}

/** The smallest program that an engine compiles. */
export const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
