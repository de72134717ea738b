import type { CrashFile, CrashLog } from '#model/crash-log.ts';
import type { Notice } from '#model/notice.ts';
import { FormatError, type Format, type ParseContext, type Parsed, type Verdict } from '../format.ts';
import { LineDecoder, detectEncoding } from './decode-lines.ts';
import { readLine } from './line-patterns.ts';
import { rejoinLines } from './rejoin-lines.ts';
import { readTracebacks } from './traceback.ts';
import { unwrapLines } from './unwrap-lines.ts';

/**
 * What a Go program prints when it crashes, wherever it was copied from: panics, fatal errors, signals,
 * dumps of goroutines, reports of the race detector. Other text around it is kept and passed by.
 */
export const goCrash: Format<CrashFile> = { id: 'go-crash', title: 'Go crash log', detect, parse };

function detect(head: Uint8Array, name: string): Verdict {
  const encoding = detectEncoding(head);
  if (encoding === 'utf-8' && head.includes(0)) return 'no';
  const text = new TextDecoder(encoding).decode(head);
  if (
    /goroutine \d+(?: \w+=\w+)* \[[^\]\n]+\]:|WARNING: DATA RACE|^[^\n]{0,200}\bcreated by \S+ in goroutine \d+/m.test(
      text,
    )
  ) {
    return 'certain';
  }
  if (/(?:^|[\s>|:])(?:panic|fatal error): \S|\bSIG[A-Z]+: [a-z]|^runtime stack:/m.test(text))
    return 'likely';
  // A crash is at the end of a log, beyond the head.
  return /\.(?:log|out|err|txt|trace|crash|dump)(?:\.\d+)?$|^[^.]+$/i.test(name) && isText(text)
    ? 'likely'
    : 'no';
}

function isText(text: string): boolean {
  if (text.trim() === '') return false;
  let odd = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 27)) odd++;
  }
  return odd * 50 <= text.length;
}

async function parse(chunks: AsyncIterable<Uint8Array>, context: ParseContext): Promise<Parsed<CrashFile>> {
  const decoder = new LineDecoder();
  for await (const chunk of chunks) {
    context.signal?.throwIfAborted();
    decoder.push(chunk);
  }
  decoder.end();
  context.signal?.throwIfAborted();
  const { lines } = decoder;
  const crashes: CrashLog[] = [];
  const notices: Notice[] = [];
  for (const stream of unwrapLines(lines)) {
    if (!stream.lines.some(({ text }) => startsCrash(text))) continue;
    const { lines: whole, joined } = rejoinLines(stream.lines);
    const found = readTracebacks(whole, decoder.endsWhole);
    crashes.push(...found);
    const inside = joined.filter(({ line }) =>
      found.some((crash) => line >= crash.firstLine && line <= crash.lastLine),
    );
    if (inside.length > 0) {
      const { line } = inside[0]!;
      notices.push({
        code: 'go-crash-wrapped',
        message: `go-crash: ${inside.length} wrapped lines were put together again, from line ${line} on`,
        params: { count: inside.length, line },
        where: { line },
      });
    }
  }
  if (crashes.length === 0) throw nothingFound(decoder, context.name);
  crashes.sort((a, b) => a.firstLine - b.firstLine);
  for (const crash of crashes) notices.push(...crash.notices);
  notices.sort((a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0));
  return {
    value: { kind: 'crash-file', crashes, lines },
    notices,
    end: { byte: decoder.bytes, complete: !notices.some(({ code }) => code === 'go-crash-cut') },
  };
}

function startsCrash(text: string): boolean {
  const { kind } = readLine(text);
  return (
    kind !== 'text' && kind !== 'blank' && kind !== 'race-rule' && kind !== 'thread-rule' && kind !== 'exit'
  );
}

function nothingFound(decoder: LineDecoder, name: string): FormatError {
  const lines = decoder.lines.length;
  return lines === 0
    ? new FormatError('go-crash-empty', `go-crash: ${name} is empty`, { byte: 0 }, { name })
    : new FormatError(
        'go-crash-none',
        `go-crash: no panic, fatal error, goroutine or data race in the ${lines} lines of ${name}`,
        { line: lines },
        { name, lines },
      );
}
