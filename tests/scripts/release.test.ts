import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toReleased } from '../../scripts/changelog.ts';

const script = join(import.meta.dirname, '..', '..', 'scripts', 'release.ts');
const changelog = `# Changelog

## Unreleased

### Formats

- CSV with a decimal comma is read.

### Links

- Pins of a link are counted.

## 0.1.0 (2026-01-02)

- The first one.

## Versions

| What | Version | Since |
| --- | --- | --- |
| Link | 1 | 0.1.0 |
| Store, Unreleased work aside | 2 | Unreleased |
`;
const manifest = `{
  "name": "thing",
  "version": "0.1.0",
  "private": true
}
`;
const lock = `${JSON.stringify({ name: 'thing', version: '0.1.0', lockfileVersion: 3, packages: { '': { name: 'thing', version: '0.1.0' }, 'node_modules/other': { version: '0.1.0' } } }, null, 2)}\n`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'release-'));
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Somebody');
  git('config', 'user.email', 'somebody@example.com');
  await write('CHANGELOG.md', changelog);
  await write('package.json', manifest);
  await write('package-lock.json', lock);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Start');
});
afterEach(() => rm(folder, { recursive: true }));

const read = (name: string) => readFile(join(folder, name), 'utf8');
const write = (name: string, text: string) => writeFile(join(folder, name), text);

/** Nothing of the machine's own settings of git, such as signed tags. */
const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trimEnd();
}

function release(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

/** A refusal, and that it left everything as it was. */
function expectRefused(args: string[], words: string | RegExp, code = 1): void {
  const before = [git('rev-parse', 'HEAD'), git('status', '--porcelain'), git('tag', '--list')];
  const result = release(...args);
  expect(result.err).toMatch(words);
  expect(result).toMatchObject({ code, out: '' });
  expect([git('rev-parse', 'HEAD'), git('status', '--porcelain'), git('tag', '--list')]).toEqual(before);
}

describe('a release', () => {
  test('is one commit and one tag; what to push is printed', async () => {
    const { code, out, err } = release('0.2.0');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('git push --atomic origin main v0.2.0');

    expect(git('log', '--format=%s')).toBe('Release 0.2.0\nStart');
    expect(git('show', '--format=', '--name-only', 'HEAD').split('\n')).toEqual([
      'CHANGELOG.md',
      'package-lock.json',
      'package.json',
    ]);
    expect(git('status', '--porcelain')).toBe('');
    expect(git('cat-file', '-t', 'v0.2.0')).toBe('tag');
    expect(git('rev-parse', 'v0.2.0^{commit}')).toBe(git('rev-parse', 'main'));
    expect(git('tag', '--list', '--format=%(contents)', 'v0.2.0')).toBe(
      'Casebook 0.2.0\n\n### Formats\n\n- CSV with a decimal comma is read.\n\n### Links\n\n- Pins of a link are counted.',
    );

    expect(await read('package.json')).toBe(manifest.replace('0.1.0', '0.2.0'));
    expect(JSON.parse(await read('package-lock.json'))).toEqual({
      ...(JSON.parse(lock) as object),
      version: '0.2.0',
      packages: { '': { name: 'thing', version: '0.2.0' }, 'node_modules/other': { version: '0.1.0' } },
    });
    const after = await read('CHANGELOG.md');
    const today = /^## 0\.2\.0 \((\d{4}-\d\d-\d\d)\)$/m.exec(after)?.[1] ?? '';
    expect(Math.abs(Date.parse(today) - Date.now())).toBeLessThan(2 * 86_400_000);
    expect(after).toBe(toReleased(changelog, '0.2.0', today).text);
  });

  test('follows another, and names the remote that main follows', async () => {
    release('0.2.0');
    git('config', 'branch.main.remote', 'upstream');
    expectRefused(['0.3.0'], 'no line under “## Unreleased”');
    await write('CHANGELOG.md', (await read('CHANGELOG.md')).replace('leased\n', 'leased\n\n- One thing.\n'));
    git('commit', '--quiet', '--all', '--message', 'One thing');
    expect(release('0.10.0').out).toContain('git push --atomic upstream main v0.10.0');
    expect((await read('CHANGELOG.md')).match(/^## .*/gm)).toEqual([
      '## Unreleased',
      expect.stringMatching(/^## 0\.10\.0 \(/),
      expect.stringMatching(/^## 0\.2\.0 \(/),
      '## 0.1.0 (2026-01-02)',
      '## Versions',
    ]);
    expectRefused(['0.9.0'], 'package.json has 0.10.0 already, which is later than 0.9.0');
    expectRefused(['0.10.0'], 'v0.10.0 is released already');
  });

  test('may be of the version that package.json has, where that was never tagged', () => {
    expect(release('0.1.0').code).toBe(0);
    expect(git('tag', '--list')).toBe('v0.1.0');
  });

  test('with --dry-run is only told of', async () => {
    const before = git('rev-parse', 'HEAD');
    const { code, out } = release('--dry-run', '0.2.0');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'Would commit CHANGELOG.md, package.json, package-lock.json and tag v0.2.0:\n\n### Formats\n\n- CSV with a decimal comma is read.\n\n### Links\n\n- Pins of a link are counted.\n',
    });
    expect([git('rev-parse', 'HEAD'), git('status', '--porcelain'), git('tag', '--list')]).toEqual([
      before,
      '',
      '',
    ]);
    expect(await read('CHANGELOG.md')).toBe(changelog);
  });
});

describe('is refused, in words and without a trace,', () => {
  test('where the call cannot be meant', () => {
    expectRefused([], 'no version is given\n\nusage: npm run release', 2);
    expectRefused(['0.2'], 'a version is three numbers, such as 0.2.0, not 0.2', 2);
    expectRefused(['v0.2.0'], 'not v0.2.0', 2);
    expectRefused(['0.2.0', '0.3.0'], 'one version, not 0.2.0 0.3.0', 2);
    expectRefused(['0.2.0', '--push'], "Unknown option '--push'", 2);
  });

  test('where something is not committed', async () => {
    await write('notes.txt', 'mine');
    expectRefused(['0.2.0'], 'there are changes that are not committed:\n?? notes.txt');
    expectRefused(['0.2.0', '--dry-run'], 'notes.txt');
  });

  test('on another branch, and on none', () => {
    git('checkout', '--quiet', '-b', 'idea');
    expectRefused(['0.2.0'], 'a release is made on main, and this is idea');
    git('checkout', '--quiet', '--detach');
    expectRefused(['0.2.0'], 'and this is no branch');
  });

  test('where main lacks what the branch that it follows has', () => {
    git('commit', '--quiet', '--allow-empty', '--message', 'Of somebody else');
    git('remote', 'add', 'origin', folder);
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    git('reset', '--quiet', '--hard', 'HEAD~1');
    git('branch', '--quiet', '--set-upstream-to=origin/main');
    expectRefused(['0.2.0'], 'main lacks one commit of the branch that it follows: git pull first');
  });

  test('where the changelog has no place for it', async () => {
    await write('CHANGELOG.md', '# Changelog\n\n## 0.1.0\n\n- The first one.\n');
    git('commit', '--quiet', '--all', '--message', 'No heading');
    expectRefused(['0.2.0'], 'CHANGELOG.md has no heading “## Unreleased”');
  });

  test('where the commit or the tag cannot be made: all is as it was', async () => {
    const hook = join(folder, '.git', 'hooks', 'pre-commit');
    await write('.git/hooks/pre-commit', '#!/bin/sh\necho "not today" >&2\nexit 1\n');
    await chmod(hook, 0o755);
    expectRefused(['0.2.0'], /git commit failed: not today/);
    await rm(hook);
    git('config', 'tag.gpgSign', 'true');
    git('config', 'gpg.program', 'false');
    expectRefused(['0.2.0'], /git tag failed: /);
    expect(await read('package.json')).toBe(manifest);
  });
});

test('the table of versions says the release, and nothing else does', () => {
  const { text } = toReleased(changelog, '0.2.0', '2026-11-27');
  expect(text.slice(text.indexOf('## Versions'))).toBe(`## Versions

| What | Version | Since |
| --- | --- | --- |
| Link | 1 | 0.1.0 |
| Store, Unreleased work aside | 2 | 0.2.0 |
`);
  expect(text.slice(0, text.indexOf('### Formats'))).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-11-27)\n\n',
  );
});
