/**
 * Bytes to lines, chunk by chunk: UTF-8, or UTF-16 as PowerShell's `>` writes it, with a byte order
 * mark or without. Ends of lines (`\n`, `\r\n`, and the `\r\r\n` of a log converted twice) are taken off.
 */
export class LineDecoder {
  readonly lines: string[] = [];
  /** `utf-8`, `utf-16le` or `utf-16be`, once the first bytes are there. */
  encoding: Encoding | undefined;
  /** Whether the last line ended with a line end. */
  endsWhole = true;
  bytes = 0;

  #decoder: TextDecoder | undefined;
  // What has no line end yet, in pieces: one long line of many chunks must not be copied for each.
  #rest: string[] = [];

  /** @param encoding where some of the text has been read before, and with it the mark that may begin it */
  constructor(encoding?: Encoding) {
    if (encoding === undefined) return;
    this.encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.bytes += chunk.length;
    if (!this.#decoder) {
      this.encoding = detectEncoding(chunk);
      this.#decoder = new TextDecoder(this.encoding);
    }
    this.#split(this.#decoder.decode(chunk, { stream: true }));
  }

  end(): void {
    if (this.#decoder) this.#split(this.#decoder.decode());
    const rest = this.#rest.join('');
    this.endsWhole = rest === '';
    if (rest !== '') this.lines.push(rest.replace(/\r+$/, ''));
    this.#rest = [];
  }

  #split(text: string): void {
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      let line = text.slice(from, at);
      if (this.#rest.length > 0) {
        line = this.#rest.join('') + line;
        this.#rest = [];
      }
      let end = line.length;
      while (end > 0 && line.charCodeAt(end - 1) === 13) end--;
      this.lines.push(end < line.length ? line.slice(0, end) : line);
      from = at + 1;
    }
    if (from < text.length) this.#rest.push(text.slice(from));
  }
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the byte order mark, else by where the zero bytes of mostly ASCII text stand. */
export function detectEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const length = Math.min(head.length, 1024) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (pairs >= 4 && odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  if (pairs >= 4 && even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be';
  return 'utf-8';
}
