import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

type Parsed<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>
>;

/** How a command is called: every one of them is read, helped with and refused alike. */
export class CommandCall {
  readonly #command: string;
  readonly #help: string;

  /** @param command as it is called: `casebook run` */
  constructor(command: string, help: string) {
    this.#command = command;
    this.#help = help;
  }

  /** @returns the options and what stands beside them, or an exit code where that was all, or cannot be meant */
  read<T extends ParseArgsOptionsConfig>(args: string[], options: T): Parsed<T> | number {
    let parsed: Parsed<T>;
    try {
      const help = { type: 'boolean', short: 'h' } as const;
      parsed = parseArgs({ args, allowPositionals: true, options: { ...options, help } }) as Parsed<T>;
    } catch (error) {
      return this.refuse((error as Error).message.replace(/\. To specify a positional.*$/s, ''));
    }
    if (!('help' in parsed.values)) return parsed;
    process.stdout.write(this.#help);
    return 0;
  }

  /** @returns the exit code of a call that cannot be meant */
  refuse(message: string): number {
    process.stderr.write(`${this.#command}: ${message}\n\n${this.#help}`);
    return 2;
  }
}
