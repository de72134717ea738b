import type { GoTexts } from '#texts/go.ts';
import { button, el } from './elements.ts';

/** So much is shown before the reader asks for more. */
const firstLines = 400;
const firstChars = 60_000;

export interface Piece {
  fd: 1 | 2;
  text: string;
}

/**
 * What a program prints, as it prints it: stderr is marked beside stdout. A long output shows its
 * beginning; the rest is kept and a button away.
 */
export class GoOutput {
  readonly element: HTMLElement;
  readonly #texts: GoTexts;
  readonly #pre: HTMLPreElement;
  readonly #decoders = { 1: new TextDecoder(), 2: new TextDecoder() };
  /** All that was printed, what followed on one stream in one piece. */
  readonly pieces: Piece[] = [];
  readonly #held: Piece[] = [];
  #heldLines = 0;
  #linesLeft = firstLines;
  #charsLeft = firstChars;
  #more: HTMLButtonElement | undefined;
  #isAtEnd = true;
  #isToFollow = false;

  constructor(label: string, texts: GoTexts) {
    this.#texts = texts;
    this.#pre = el('pre', {
      class: 'cb-go-text',
      role: 'group',
      'aria-label': label,
      tabindex: '0',
      hidden: true,
    });
    this.#pre.addEventListener('scroll', () => {
      const { scrollTop, clientHeight, scrollHeight } = this.#pre;
      this.#isAtEnd = scrollTop + clientHeight >= scrollHeight - 4;
    });
    this.element = el('div', { class: 'cb-go-output' }, this.#pre);
  }

  write(fd: 1 | 2, bytes: Uint8Array): void {
    this.#add({ fd, text: this.#decoders[fd].decode(bytes, { stream: true }) });
  }

  /** The last of what may be half a letter. */
  finish(): void {
    for (const fd of [1, 2] as const) this.#add({ fd, text: this.#decoders[fd].decode() });
  }

  #add(piece: Piece): void {
    if (piece.text === '') return;
    const last = this.pieces.at(-1);
    if (last?.fd === piece.fd) last.text += piece.text;
    else this.pieces.push({ ...piece });
    const end = this.#held.length > 0 ? 0 : findEnd(piece.text, this.#linesLeft, this.#charsLeft);
    const shown = piece.text.slice(0, end);
    const rest = piece.text.slice(end);
    if (shown !== '') this.#show({ fd: piece.fd, text: shown });
    if (rest !== '') this.#hold({ fd: piece.fd, text: rest });
  }

  #show({ fd, text }: Piece): void {
    this.#linesLeft -= countLines(text);
    this.#charsLeft -= text.length;
    const pre = this.#pre;
    pre.hidden = false;
    let block = pre.lastElementChild;
    if (!(block instanceof HTMLElement) || block.dataset['fd'] !== String(fd)) {
      block = toBlock(fd, this.#texts.stderr);
      pre.append(block);
    }
    block.append(text);
    this.#follow();
  }

  /** The end stays in sight of whoever is there, once a frame: to ask for the height is to lay all of it out. */
  #follow(): void {
    if (!this.#isAtEnd || this.#isToFollow) return;
    this.#isToFollow = true;
    requestAnimationFrame(() => {
      this.#isToFollow = false;
      if (this.#isAtEnd) this.#pre.scrollTop = this.#pre.scrollHeight;
    });
  }

  #hold(piece: Piece): void {
    const last = this.#held.at(-1);
    if (last?.fd === piece.fd) last.text += piece.text;
    else this.#held.push(piece);
    this.#heldLines += countLines(piece.text);
    this.#more ??= this.element.appendChild(button('', () => this.#showAll()));
    this.#more.textContent = this.#texts.showMore(Math.max(1, this.#heldLines));
  }

  #showAll(): void {
    this.#linesLeft = Infinity;
    this.#charsLeft = Infinity;
    this.#more?.remove();
    this.#more = undefined;
    this.#heldLines = 0;
    // The reader goes on reading where they were.
    this.#isAtEnd = false;
    for (const piece of this.#held.splice(0)) this.#show(piece);
    this.#pre.focus({ preventScroll: true });
  }
}

/** As GoCell.astro draws what is recorded. */
function toBlock(fd: 1 | 2, mark: string): HTMLElement {
  if (fd === 1) return el('span', { 'data-fd': '1' });
  return el('span', { 'data-fd': '2', class: 'cb-go-stderr' }, el('span', { class: 'cb-go-mark' }, mark));
}

/** Where in the text so many lines or letters are over. */
function findEnd(text: string, lines: number, chars: number): number {
  let end = Math.min(text.length, Math.max(0, chars));
  let at = -1;
  for (let left = lines; left > 0; left--) {
    at = text.indexOf('\n', at + 1);
    if (at < 0 || at >= end) return end;
  }
  end = at + 1;
  return end;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
