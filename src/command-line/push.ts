import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { findSession } from '#model/recording/session.ts';
import type { RedactionSpec } from '#redact/index.ts';
import { removeCapture, statCapture, StoreClientError } from '#api/store-client.ts';
import { CaptureUpload, type KeptUpload, type KeptUploads, toStoreName } from '#api/store-upload.ts';
import { formatExactSize } from '#locale/format.ts';
import { describeFile } from '#describe/describe-file.ts';
import { CommandCall } from './command-call.ts';
import { FileSender } from './file-sender.ts';
import { redactPaths, toCounts, toSpec } from './redact.ts';

const pushHelp = `usage: casebook push FILE... --to URL --tag TAG [--keep DAYS] [--token TOKEN] [--redact] [--json]

Uploads files to a Casebook with a store and prints their links. A lost connection is taken up again
by itself; after a kill the same command goes on where it stopped.

  --to URL       the server, or CASEBOOK_URL in the environment
  --tag TAG      what the files are listed under: letters A to Z, digits, dots, dashes, underscores
  --keep DAYS    how long they are kept (what is usual there), or never
  --token TOKEN  the upload token, or CASEBOOK_UPLOAD_TOKEN in the environment
  --redact       takes out what tells of people and machines before anything is sent; the files get
                 new names, and go as \`casebook redact\` makes them
  --kinds NAMES  what --redact takes out: usual, all, or names (redact --help lists them)
  --json         a JSON object a file: name, link, id, key
  --quiet        no progress
`;

/** Gives up after about an hour without any progress. */
const retryDelays = [0, 500, 1000, 2000, 4000, 8000, ...Array.from<number>({ length: 240 }).fill(15_000)];

/** @returns the exit code: 0 where all is stored, 1 where something is not, 2 for a command that cannot be meant */
export async function pushFiles(args: string[]): Promise<number> {
  const call = new CommandCall('casebook push', pushHelp);
  const parsed = call.read(args, {
    to: { type: 'string' },
    tag: { type: 'string' },
    keep: { type: 'string' },
    token: { type: 'string' },
    redact: { type: 'boolean' },
    kinds: { type: 'string' },
    json: { type: 'boolean' },
    quiet: { type: 'boolean' },
  });
  if (typeof parsed === 'number') return parsed;
  const { values, positionals } = parsed;
  const to = values.to ?? process.env['CASEBOOK_URL'];
  const spec = toSpec(values.kinds);
  const wrong =
    (typeof spec === 'string' && spec) ||
    (values.kinds !== undefined &&
      !values.redact &&
      '--kinds is what --redact takes out: say --redact too') ||
    (positionals.length === 0 && 'which files?') ||
    (to === undefined && 'to which server? --to URL') ||
    // With the base of a site that stands below a path.
    (!/^https?:\/\/[^/?#\s]+(?:\/[^?#\s]*)?$/.test(to ?? '') &&
      `--to is an address such as https://casebook.example.net, not ${to}`) ||
    (values.tag === undefined && 'under which tag? --tag TAG') ||
    (values.keep !== undefined &&
      !/^(\d+|never)$/.test(values.keep) &&
      '--keep is a number of days, or never');
  if (wrong || typeof spec === 'string' || to === undefined || values.tag === undefined) {
    return call.refuse(String(wrong));
  }
  const token = (values.token ?? process.env['CASEBOOK_UPLOAD_TOKEN']) || undefined;
  const keep = values.keep === undefined || values.keep === 'never' ? values.keep : Number(values.keep);
  const pushOptions: PushOptions = {
    server: to.replace(/\/+$/, ''),
    tag: values.tag,
    ...(keep === undefined ? {} : { keep }),
    ...(token === undefined ? {} : { token }),
    json: values.json ?? false,
    quiet: values.quiet ?? false,
  };
  return values.redact ? pushRedacted(positionals, spec, pushOptions) : pushAll(positionals, pushOptions);
}

async function pushAll(paths: readonly string[], options: PushOptions): Promise<number> {
  let code = 0;
  const names = paths.map((path) => basename(path));
  for (const path of paths) {
    try {
      if (isEmptySnapshots(path, names) && (await stat(path)).size === 0) {
        console.error(`casebook push: ${path}: empty, as topid leaves it without -snapshot; not sent`);
        continue;
      }
      await pushFile(path, options);
    } catch (error) {
      console.error(`casebook push: ${path}: ${(error as Error).message}`);
      code = 1;
    }
  }
  return code;
}

/** Whether a file is by its name the snapshots of a session that is pushed too. */
function isEmptySnapshots(path: string, names: readonly string[]): boolean {
  const session = findSession(basename(path));
  return (
    session?.part === 'snapshot' &&
    names.some((name) => {
      const other = findSession(name);
      return other?.part === 'process' && other.id === session.id;
    })
  );
}

/**
 * What is redacted lies in a folder of its own until it is sent. The same files become the same bytes
 * under the same names, so that the same command goes on where it stopped.
 */
async function pushRedacted(
  paths: readonly string[],
  spec: RedactionSpec,
  options: PushOptions,
): Promise<number> {
  const { files, failures, remarks, replacements } = await redactPaths(paths, spec, process.stdin);
  for (const line of [...failures, ...remarks]) console.error(`casebook push: ${line}`);
  if (files.length === 0) return 1;
  console.error(`casebook push: ${toCounts(replacements)}`);
  const folder = await mkdtemp(join(tmpdir(), 'casebook-push-'));
  try {
    const written: string[] = [];
    for (const { name, pieces } of files) {
      const path = join(folder, name);
      await writeFile(path, pieces, { mode: 0o600 });
      written.push(path);
    }
    const code = await pushAll(written, { ...options, byContent: true });
    return failures.length > 0 ? 1 : code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface PushOptions {
  server: string;
  tag: string;
  keep?: number | 'never';
  token?: string;
  json: boolean;
  quiet: boolean;
  /** An upload is gone on with where the bytes are the same, wherever the file stands: as of what --redact makes. */
  byContent?: boolean;
}

async function pushFile(
  path: string,
  { json, quiet, byContent = false, ...options }: PushOptions,
): Promise<void> {
  const found = await stat(path);
  if (found.isDirectory()) throw new Error('a folder, not a file');
  const sizeBytes = found.size;
  if (sizeBytes === 0) throw new Error('the file is empty');
  const name = toStoreName(basename(path));
  const identity = byContent ? toHash(await readFile(path)) : `${resolve(path)} ${found.mtimeMs}`;
  const sender = new FileSender(path, sizeBytes);
  const about = await describeFile(path);
  let hasSaid = false;
  const showsProgress = !quiet && process.stderr.isTTY;
  const progress = (text: string) => {
    if (showsProgress) process.stderr.write(`\r\u001B[K${name}: ${text}`);
  };
  const upload = new CaptureUpload(
    { path },
    { ...options, name, sizeBytes, identity, ...about },
    {
      kept: keptOnDisk,
      transport: sender,
      retryDelays,
      onProgress: (sent, total) => progress(`${Math.floor((100 * sent) / total)} %`),
      onResumed: () => progress('going on where it stopped'),
      onRetry: (error) => {
        progress(`${error.message} Trying again.`);
        // In a log once: it may go on for an hour.
        if (!quiet && !showsProgress && !hasSaid)
          console.error(`casebook push: ${path}: ${error.message} Trying again.`);
        hasSaid = true;
      },
    },
  );
  try {
    const { id, link, key } = await upload.start();
    progress('');
    await checkSent(options.server, id, key, await sender.findSha256(), async () => {
      const { size, mtimeMs } = await stat(path);
      return size === found.size && mtimeMs === found.mtimeMs;
    });
    if (showsProgress) process.stderr.write('\r\u001B[K');
    console.log(
      json
        ? JSON.stringify({ name, id, link, key })
        : `${link}\n  ${name}, ${formatExactSize(sizeBytes)}; deletion key ${key}`,
    );
  } catch (error) {
    if (error instanceof StoreClientError && error.code === 'unreachable') {
      throw new Error(`${error.message} The same command goes on where this one stopped.`, { cause: error });
    }
    if (error instanceof StoreClientError && error.code === 'token-needed') {
      const given = 'give it with --token, or as CASEBOOK_UPLOAD_TOKEN in the environment.';
      throw new Error(
        options.token === undefined
          ? `the server takes uploads from those who have its token: ${given}`
          : `the server does not take this token. Where there is another, ${given}`,
        { cause: error },
      );
    }
    throw error;
  } finally {
    await sender.close();
  }
}

/**
 * The server has what was read here, and that is one state of the file; else it is taken back. The hash is known
 * only now that all is sent: to read a file for it before would take as long again.
 */
async function checkSent(
  server: string,
  id: string,
  key: string,
  sha256: string,
  isSame: () => Promise<boolean>,
): Promise<void> {
  const arrived = await statCapture(server, id);
  const why =
    arrived.sha256 !== sha256
      ? 'what came to the server is not what is in the file'
      : !(await isSame()) && 'the file was changed while it was sent';
  if (!why) return;
  await removeCapture(server, id, key);
  throw new Error(`${why}; nothing is kept of it. Push it again.`);
}

function toHash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** In a file of the user's cache; one process at a time writes it whole. */
const keptOnDisk: KeptUploads = {
  async find(fingerprint) {
    return (await readKept())[fingerprint];
  },
  async keep(fingerprint, upload) {
    await writeKept({ ...(await readKept()), [fingerprint]: upload });
  },
  async forget(fingerprint) {
    const { [fingerprint]: _, ...rest } = await readKept();
    await writeKept(rest);
  },
};

function keptPath(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'casebook', 'uploads.json');
}

async function readKept(): Promise<Record<string, KeptUpload>> {
  try {
    return JSON.parse(await readFile(keptPath(), 'utf8')) as Record<string, KeptUpload>;
  } catch {
    return {};
  }
}

async function writeKept(kept: Record<string, KeptUpload>): Promise<void> {
  const path = keptPath();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}`;
  // Deletion keys are in it.
  await writeFile(fresh, JSON.stringify(kept), { mode: 0o600 });
  await rename(fresh, path);
}
