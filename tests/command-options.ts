import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The options of a command of this repository; where they are none, it says why and how it is called, and ends with 2. */
export function readOptions<Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}
