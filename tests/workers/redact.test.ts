import { expect, test } from 'vitest';
import { usualKinds } from '#redact/index.ts';
import { errorText } from '#viewer/captures/error-text.ts';
import { redactInWorker, type RedactWorker } from '#workers/redact-client.ts';
import type { RedactReply, RedactRequest } from '#workers/redact-messages.ts';
import { answerRedact, redactToFiles } from '#workers/redact-task.ts';

const request = (lines: string[]): RedactRequest => ({
  captures: [{ slot: 'a', value: { kind: 'text', lines } }],
  view: { captures: [], active: 'a', states: { a: {} } },
  spec: { kinds: usualKinds },
  kept: [],
  keepSlots: false,
});

/** A worker whose script is `answer`. */
class FakeWorker implements RedactWorker {
  onmessage: RedactWorker['onmessage'] = null;
  onerror: RedactWorker['onerror'] = null;
  onmessageerror: RedactWorker['onmessageerror'] = null;
  ended = false;
  readonly #answer: (
    request: RedactRequest,
    reply: (message: RedactReply) => void,
    worker: FakeWorker,
  ) => void;
  constructor(answer: FakeWorker['take']) {
    this.#answer = answer;
  }
  take(request: RedactRequest, reply: (message: RedactReply) => void, worker: FakeWorker): void {
    this.#answer(request, reply, worker);
  }
  postMessage(message: RedactRequest): void {
    const reply = (data: RedactReply) => {
      if (!this.ended) this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent<RedactReply>);
    };
    queueMicrotask(() => this.take(structuredClone(message), reply, this));
  }
  terminate(): void {
    this.ended = true;
  }
}

test('what the worker gives is what Node gives, progress on the way, and the worker ends', async () => {
  const lines = Array.from({ length: 4000 }, (_, at) => `from 10.0.0.${at % 200} on board${at % 7}.lan`);
  const heard: number[] = [];
  const worker = new FakeWorker(answerRedact);
  const result = await redactInWorker(
    request(lines),
    { onProgress: (done) => heard.push(done) },
    () => worker,
  );
  const alone = redactToFiles(request(lines));
  expect(result.replacements).toEqual(alone.replacements);
  expect(result.view).toEqual(alone.view);
  const [file] = result.captures[0]?.files ?? [];
  expect(file).toMatchObject({ kind: 'text', sha256: alone.captures[0]?.files[0]?.sha256 });
  expect(await file?.blob.text()).toBe(await alone.captures[0]?.files[0]?.blob.text());
  expect(heard.length).toBeGreaterThan(0);
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(worker.ended).toBe(true);
});

test('progress goes from 0 to 1, through learning and taking out', () => {
  const heard: number[] = [];
  redactToFiles(request(Array.from({ length: 10_000 }, () => 'from 10.0.0.1 on board.lan')), (done) =>
    heard.push(done),
  );
  expect(heard[0]).toBeLessThan(0.3);
  expect(heard.at(-1)).toBeGreaterThan(0.7);
  expect(Math.max(...heard)).toBeLessThanOrEqual(1);
});

test('cancelled, it ends at once with the reason, and the worker with it', async () => {
  const worker = new FakeWorker(() => {});
  const controller = new AbortController();
  const running = redactInWorker(request(['x']), { signal: controller.signal }, () => worker);
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  expect(worker.ended).toBe(true);
  const none = redactInWorker(request(['x']), { signal: controller.signal }, () => {
    throw new Error('no worker is wanted');
  });
  await expect(none).rejects.toThrow('enough');
});

test('a failure has a code, by which it is said in the reader’s language', async () => {
  const failing = new FakeWorker((_, reply) => reply({ kind: 'failed', message: 'out of memory' }));
  await expect(redactInWorker(request(['x']), {}, () => failing)).rejects.toMatchObject({
    failure: { code: 'unexpected', params: { what: 'out of memory' } },
  });
  const dying = new FakeWorker((_request, _reply, worker) =>
    worker.onerror?.call(worker as unknown as Worker, 'script error' as unknown as ErrorEvent),
  );
  await expect(redactInWorker(request(['x']), {}, () => dying)).rejects.toMatchObject({
    failure: { code: 'worker-failed', params: { what: { error: 'script error' } } },
  });
  expect(dying.ended).toBe(true);
  const mute = new FakeWorker((_request, _reply, worker) =>
    worker.onmessageerror?.call(worker as unknown as Worker, {} as MessageEvent),
  );
  const lost = redactInWorker(request(['x']), {}, () => mute);
  await expect(lost).rejects.toMatchObject({
    failure: { code: 'worker-failed', params: { what: 'result-lost' } },
  });
  expect(await lost.catch((error: unknown) => errorText(error, 'zh-cn'))).toBe('结果没能传回');
});
