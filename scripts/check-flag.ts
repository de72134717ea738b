import { parseArgs } from 'node:util';

/**
 * Whether a command that writes is only to look: `--check`. Anything else on its line ends it with its
 * usage before it has written a thing.
 *
 * @param script as it is called: `scripts/architecture.ts`
 */
export function readCheckFlag(script: string): boolean {
  try {
    return parseArgs({ options: { check: { type: 'boolean', default: false } } }).values.check;
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split('. ');
    console.error(`${sentence}\nusage: node ${script} [--check]`);
    process.exit(2);
  }
}
