/** So often it is said anew how much is left out. */
const everyMs = 100;

/**
 * Counts what is left out, and says how much: at the first of it and then some times a second, since
 * saying it for each of a hundred thousand takes longer than leaving it out.
 *
 * @param isStill at build, where nobody waits: said when the code gives way
 */
export class LeftOut {
  readonly #say: (count: number) => void;
  readonly #isStill: boolean;
  #count = 0;
  #isWaiting = false;

  constructor(say: (count: number) => void, isStill: boolean) {
    this.#say = say;
    this.#isStill = isStill;
  }

  add(): void {
    if (++this.#count === 1) this.#say(1);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const said = this.#count;
    const sayNow = () => {
      this.#isWaiting = false;
      if (this.#count > said) this.#say(this.#count);
    };
    if (this.#isStill) queueMicrotask(sayNow);
    else setTimeout(sayNow, everyMs);
  }
}
