import { serialize } from 'node:v8';
import type { ParseRequest } from '#workers/messages.ts';
import { answerParse } from '#workers/parse-task.ts';
import type { ParseWorker } from '#workers/parse-pool.ts';

/**
 * A worker as the browser's, its two ends in one thread: what is posted is cloned, and what is
 * transferred is gone on the sender's side.
 */
export class ThreadWorker implements ParseWorker {
  onmessage: Worker['onmessage'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  onerror: Worker['onerror'] = null;
  terminated = false;
  /** Buffers that the worker's side handed over. */
  transferred: ArrayBuffer[] = [];
  /** Of each message that the worker's side posted, as it is cloned. */
  messageBytes: number[] = [];
  readonly #channel = new MessageChannel();

  constructor() {
    const { port1, port2 } = this.#channel;
    port1.onmessage = (event) => this.onmessage?.call(this as unknown as Worker, event);
    port2.onmessage = ({ data }: MessageEvent<ParseRequest>) => {
      void answerParse(data, (reply, transfer) => {
        if (this.terminated) return;
        this.transferred.push(...transfer);
        this.messageBytes.push(serialize(reply).length);
        port2.postMessage(reply, transfer);
      });
    };
  }

  postMessage(message: unknown): void {
    this.#channel.port1.postMessage(message);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }
}
