#!/usr/bin/env node
import { runCommand } from '#command-line/commands.ts';
import manifest from '../package.json' with { type: 'json' };

// A reader that has seen enough (head, less) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.exitCode = await runCommand(process.argv.slice(2), manifest.version);
