import { type Codes, toSay } from '#codes/said.ts';

/** How a worker ended that gave nothing: of itself, or with a result that did not pass; else in a browser's words. */
export type WorkerEnd = 'stopped' | 'result-lost' | { error: string };

function toWords(end: WorkerEnd): string {
  if (end === 'stopped') return 'the worker stopped';
  return end === 'result-lost' ? 'the result did not come across' : end.error;
}

interface OfFile {
  file: string;
}

export const workerErrors = {
  'file-unreadable': ({ file }: OfFile) => `${file}: the file can no longer be read`,
  'out-of-memory': ({ file }: OfFile) => `${file}: there is not enough memory to read it`,
  'worker-failed': (params: { what: WorkerEnd } | (OfFile & { what: WorkerEnd })) =>
    'file' in params ? `${params.file}: ${toWords(params.what)}` : toWords(params.what),
  /** A fault of ours. */
  unexpected: (params: { what: string } | (OfFile & { what: string })) =>
    'file' in params ? `${params.file}: ${params.what}` : params.what,
};

declare module '#model/notice.ts' {
  interface Failures extends Codes<typeof workerErrors> {}
}

export const sayOfWorker = toSay(workerErrors);
