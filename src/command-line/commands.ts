import { CommandCall } from './command-call.ts';
import { toInspectJson } from './inspect-json.ts';
import { toInspectText } from './inspect-text.ts';
import { inspectFiles } from './inspect.ts';

const help = `usage: casebook inspect FILE... [--json] [--sample-type TYPE]
       casebook redact FILE... [-o FOLDER] [--kinds usual|all|NAME,NAME...]   (redact --help tells more)
       casebook push FILE... --to URL --tag TAG   (push --help tells more)
       casebook run FILE.go [--compiler page]   (run --help tells more)

Tells what is in recordings (topid, its text, CSV or TSV tables), Go crash logs and profiles (pprof,
folded stacks, perf script), gzipped or not. The files of one topid session are joined into one
recording. A FILE of - is standard input.

  --json              one object, or an array of them where there are several
  --sample-type TYPE  of profiles: what is counted, by its name (inuse_space); else the profile's
                      own choice, or the last
  -h, --help          this
  --version           the version of Casebook

Exit code: 0, 1 if a file could not be read (the others are still told), 2 for a wrong call.
`;

/**
 * Runs `casebook ARGS`.
 *
 * @returns the exit code
 */
export async function runCommand(args: string[], version: string): Promise<number> {
  const [command, ...rest] = args;
  // Each brings much along that the others do without.
  if (command === 'push') return (await import('./push.ts')).pushFiles(rest);
  if (command === 'redact') return (await import('./redact.ts')).redactFiles(rest, process.stdin);
  if (command === 'run') return (await import('./run.ts')).runProgramFile(rest);
  return inspect(args, version);
}

async function inspect(args: string[], version: string): Promise<number> {
  const call = new CommandCall('casebook', help);
  const parsed = call.read(args, {
    json: { type: 'boolean' },
    'sample-type': { type: 'string' },
    version: { type: 'boolean' },
  });
  if (typeof parsed === 'number') return parsed;
  const { values, positionals } = parsed;
  if (values.version) return print(`${version}\n`);
  const [command, ...files] = positionals;
  if (command === undefined) return call.refuse('no command');
  if (command !== 'inspect') return call.refuse(`no command ${JSON.stringify(command)}`);
  if (files.length === 0) return call.refuse('inspect: no file');

  const { found, failures } = await inspectFiles(files, process.stdin, {
    sampleType: values['sample-type'],
  });
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
