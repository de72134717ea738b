/** The variables of the frame that cells in Go read: each value is told from when its name is wanted. */
export class GoInputs {
  readonly #tell: (name: string, value: unknown) => void;
  readonly #values = new Map<string, unknown>();
  readonly #wanted = new Set<string>();

  constructor(tell: (name: string, value: unknown) => void) {
    this.#tell = tell;
  }

  set(name: string, value: unknown): void {
    this.#values.set(name, value);
    if (this.#wanted.has(name)) this.#tell(name, value);
  }

  want(name: string): void {
    if (this.#wanted.has(name)) return;
    this.#wanted.add(name);
    if (this.#values.has(name)) this.#tell(name, this.#values.get(name));
  }
}
