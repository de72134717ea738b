/**
 * `npm run release -- VERSION`: makes a release of what main has. The changelog's unreleased lines go
 * under the version, package.json and its lock get it, and both are one commit with an annotated tag.
 * All of it is made or nothing is; what is to be pushed is printed, and pushed by hand.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toReleased } from './changelog.ts';

const usage = `usage: npm run release -- VERSION [--dry-run]

Makes a release of what main has: CHANGELOG.md, package.json, package-lock.json, a commit and a tag.
Pushes nothing.

  VERSION     such as 0.2.0
  --dry-run   says what would be done, and does nothing
`;

/** What keeps a release from being made, in words. */
class ReleaseError extends Error {}

/** A call that cannot be meant. */
class UsageError extends Error {}

try {
  release(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(`release: ${error.message}`);
  if (error instanceof UsageError) console.error(`\n${usage}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

function release(args: string[]): void {
  const { version, dryRun, help } = readOptions(args);
  if (help) {
    process.stdout.write(usage);
    return;
  }
  const root = git('rev-parse', '--show-toplevel');
  const tag = `v${version}`;
  checkRepository(tag);
  const { files, section } = toFiles(root, version);
  if (dryRun) {
    console.log(`Would commit ${Object.keys(files).join(', ')} and tag ${tag}:\n\n${section}`);
    return;
  }
  const before = git('rev-parse', 'HEAD');
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    git('commit', '--quiet', '--all', '--message', `Release ${version}`);
    // Headings of the changelog begin with #, which would be comments.
    git('tag', '--annotate', '--cleanup=whitespace', '--message', `Casebook ${version}\n\n${section}`, tag);
  } catch (error) {
    // The tree was clean: nothing is lost but what was made here.
    git('reset', '--quiet', '--hard', before);
    throw error;
  }
  const remote = tryGit('config', 'branch.main.remote') ?? 'origin';
  console.log(`Casebook ${version} is committed and tagged ${tag}. To publish it:\n`);
  console.log(`  git push --atomic ${remote} main ${tag}`);
}

function readOptions(args: string[]): { version: string; dryRun: boolean; help: boolean } {
  const { values, positionals } = parse(args);
  const dryRun = values['dry-run'] ?? false;
  if (values.help) return { version: '', dryRun, help: true };
  const [version, ...others] = positionals;
  if (version === undefined) throw new UsageError('no version is given');
  if (others.length > 0) throw new UsageError(`one version, not ${positionals.join(' ')}`);
  if (!toNumbers(version)) throw new UsageError(`a version is three numbers, such as 0.2.0, not ${version}`);
  return { version, dryRun, help: false };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message.replace(/\. To specify.*$/s, ''));
  }
}

/** A release is made of what main has and everybody can have: nothing else may be lying about. */
function checkRepository(tag: string): void {
  const branch = tryGit('symbolic-ref', '--short', 'HEAD');
  if (branch !== 'main') {
    throw new ReleaseError(`a release is made on main, and this is ${branch ?? 'no branch'}`);
  }
  const changed = git('status', '--porcelain');
  if (changed !== '') throw new ReleaseError(`there are changes that are not committed:\n${changed}`);
  const behind = Number(tryGit('rev-list', '--count', 'HEAD..main@{upstream}') ?? 0);
  if (behind > 0) {
    const commits = behind === 1 ? 'one commit' : `${behind} commits`;
    throw new ReleaseError(`main lacks ${commits} of the branch that it follows: git pull first`);
  }
  if (tryGit('rev-parse', '--verify', '--quiet', `refs/tags/${tag}`) !== undefined) {
    throw new ReleaseError(`${tag} is released already`);
  }
}

/** What the files of the release shall hold. */
function toFiles(root: string, version: string): { files: Record<string, string>; section: string } {
  const read = (name: string) => readFileSync(join(root, name), 'utf8');
  const manifest = read('package.json');
  const { version: current } = JSON.parse(manifest) as { version: string };
  if (isBefore(version, current)) {
    throw new ReleaseError(`package.json has ${current} already, which is later than ${version}`);
  }
  const date = new Date().toISOString().slice(0, 10);
  const { text, section } = toReleased(read('CHANGELOG.md'), version, date);
  const lock = JSON.parse(read('package-lock.json')) as {
    version: string;
    packages: { '': { version: string } };
  };
  lock.version = version;
  lock.packages[''].version = version;
  return {
    files: {
      'CHANGELOG.md': text,
      'package.json': manifest.replace(/("version":\s*")[^"]*/, `$1${version}`),
      // As npm writes it.
      'package-lock.json': `${JSON.stringify(lock, null, 2)}\n`,
    },
    section,
  };
}

function toNumbers(version: string): number[] | undefined {
  const found = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(version);
  return found?.slice(1).map(Number);
}

function isBefore(a: string, b: string): boolean {
  const [left = [], right = []] = [toNumbers(a), toNumbers(b)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}

/** @throws ReleaseError with git's own words */
function git(...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { encoding: 'utf8' });
  if (error) throw new ReleaseError(`git could not be started: ${error.message}`);
  if (status === 0) return stdout.trimEnd();
  throw new ReleaseError(`git ${args[0]} failed: ${(stderr || stdout).trim()}`);
}

/** Undefined where git finds nothing. */
function tryGit(...args: string[]): string | undefined {
  try {
    return git(...args);
  } catch {
    return undefined;
  }
}
