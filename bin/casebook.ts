#!/usr/bin/env node
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { toInspectJson } from '#command-line/inspect-json.ts';
import { toInspectText } from '#command-line/inspect-text.ts';
import { inspectFiles } from '#command-line/inspect.ts';

const help = `usage: casebook inspect FILE... [--json]
       casebook redact FILE... [-o FOLDER] [--kinds usual|all|NAME,NAME...]   (redact --help tells more)
       casebook push FILE... --to URL --tag TAG   (push --help tells more)

Tells what is in recordings (topid, its text, CSV or TSV tables) and Go crash logs, gzipped or not.
The files of one topid session are joined into one recording. A FILE of - is standard input.

  --json       one object, or an array of them where there are several
  -h, --help   this
  --version    the version of Casebook

Exit code: 0, 1 if a file could not be read (the others are still told), 2 for a wrong call.
`;

// A reader that has seen enough (head, less) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
process.exitCode = await run(process.argv[2]);

function run(command: string | undefined): Promise<number> {
  if (command === 'push') return push();
  return command === 'redact' ? redact() : main();
}

async function redact(): Promise<number> {
  const { redactFiles } = await import('#command-line/redact.ts');
  return redactFiles(process.argv.slice(3), process.stdin);
}

async function push(): Promise<number> {
  const { pushFiles } = await import('#command-line/push.ts');
  return pushFiles(process.argv.slice(3));
}

async function main(): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    return refuse((error as Error).message.replace(/\. To specify a positional.*$/s, ''));
  }
  const { values, positionals } = parsed;
  if (values.help) return print(help);
  if (values.version) return print(`${manifest.version}\n`);
  const [command, ...files] = positionals;
  if (command === undefined) return refuse('no command');
  if (command !== 'inspect') return refuse(`no command ${JSON.stringify(command)}`);
  if (files.length === 0) return refuse('inspect: no file');

  const { found, failures } = await inspectFiles(files, process.stdin);
  if (values.json) {
    const results = found.map(toInspectJson);
    if (results.length > 0)
      print(`${JSON.stringify(results.length === 1 ? results[0] : results, null, 2)}\n`);
  } else {
    print(found.map((one) => `${toInspectText(one).join('\n')}\n`).join('\n'));
  }
  for (const failure of failures) process.stderr.write(`casebook: ${failure}\n`);
  return failures.length > 0 ? 1 : 0;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function refuse(message: string): number {
  process.stderr.write(`casebook: ${message}\n\n${help}`);
  return 2;
}
