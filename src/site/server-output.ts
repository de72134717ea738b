import { stripVTControlCharacters } from 'node:util';
import { toCause } from '#server/causes.ts';
import { createLog, type Log } from '#server/log.ts';

/** How the server speaks: see `openOutput`. */
export interface ServerOutput {
  log: Log;
  /** A sentence for whoever has started it, with the same as fields for a program. */
  say(event: string, sentence: string, fields?: Record<string, string | number>): void;
  /** Why it cannot start or go on; ends it. */
  fail(message: string, exitCode: number, fields?: Record<string, string>): never;
}

/**
 * What the server prints. To a file, a pipe or a journal each line of both streams is one JSON object,
 * whoever writes it: its own events, what libraries print, warnings, and what nobody has caught. On a
 * terminal, and with CASEBOOK_LOG=off, it starts and fails in plain sentences.
 *
 * @param isQuiet CASEBOOK_LOG=off
 */
export function openOutput(isQuiet: boolean): ServerOutput {
  const inJson = !isQuiet && !process.stdout.isTTY;
  const { stdout, stderr } = process;
  const writeOut = stdout.write.bind(stdout) as (text: string) => boolean;
  const log: Log = isQuiet ? () => {} : createLog(writeOut);
  // Whoever reads the log may end before the server does.
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  if (inJson) {
    takeOver(stdout, 'stdout', log);
    takeOver(stderr, 'stderr', log);
    process.removeAllListeners('warning');
    process.on('warning', (warning) => {
      const { code } = warning as NodeJS.ErrnoException;
      log('warning', { name: warning.name, ...(code ? { code } : {}), message: warning.message });
    });
  }
  process.on('uncaughtException', (error) => {
    if (inJson) log('uncaught', { ...toCause(error), stack: error.stack ?? '' });
    else console.error(error);
    process.exit(1);
  });
  process.on('unhandledRejection', (reason) => {
    if (inJson) log('unhandled', { ...toCause(reason), stack: (reason as Error | undefined)?.stack ?? '' });
    else console.error(reason);
  });
  return {
    log,
    say: (event, sentence, fields = {}) => {
      // A line that is indented goes on with the sentence, any other begins one.
      const message = sentence.replaceAll(/\n(?=\S)/g, '. ').replaceAll(/\n\s*/g, ' ');
      if (inJson) log(event, { ...fields, message });
      else console.log(sentence);
    },
    fail: (message, exitCode, fields = {}) => {
      if (inJson) log('failed', { ...fields, message: message.trimEnd() });
      else console.error(`serve: ${message.trimEnd()}`);
      process.exit(exitCode);
    },
  };
}

/** What is written to the stream by anybody becomes an event of the log, the log's own lines apart. */
function takeOver(stream: NodeJS.WriteStream, name: string, log: Log): void {
  stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const text = stripVTControlCharacters(
      typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'),
    );
    if (text.trim() !== '') log('output', { stream: name, text: text.trimEnd() });
    for (const one of rest) if (typeof one === 'function') (one as () => void)();
    return true;
  }) as typeof stream.write;
}
