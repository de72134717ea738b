import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findOwnFolder, readOwnFile } from '#store/own-folder.ts';
import { S3Objects } from '#store/s3.ts';

const user = process.getuid?.();
let parent = '';
let usual = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'casebook-own-'));
  usual = join(parent, `incoming-${user}`);
});
afterEach(() => rm(parent, { recursive: true }));

describe.skipIf(user === undefined)('a folder where everybody may write', () => {
  test('each user has one, which nobody else enters, and each server of that user the same', async () => {
    expect(findOwnFolder(parent, 'incoming')).toBe(usual);
    expect((await stat(usual)).mode & 0o777).toBe(0o700);
    expect(findOwnFolder(parent, 'incoming')).toBe(usual);
    // Who clears temporary files away takes it as well.
    await rm(usual, { recursive: true });
    expect(findOwnFolder(parent, 'incoming')).toBe(usual);
  });

  test.each([
    [
      'a link',
      async () => {
        await mkdir(join(parent, 'elsewhere'), { mode: 0o700 });
        await symlink(join(parent, 'elsewhere'), usual);
      },
    ],
    ['a link to nothing', () => symlink(join(parent, 'nothing'), usual)],
    ['a file', () => writeFile(usual, '')],
    [
      'a folder where others may write',
      async () => {
        await mkdir(usual);
        await chmod(usual, 0o777);
      },
    ],
  ])('what stands there and is %s is passed by, the same way each time', async (_, take) => {
    await take();
    const found = findOwnFolder(parent, 'incoming');
    expect(found).toMatch(new RegExp(`^${usual}-[a-zA-Z0-9]{6}$`));
    expect((await stat(found)).mode & 0o777).toBe(0o700);
    expect(findOwnFolder(parent, 'incoming')).toBe(found);
  });

  test.skipIf(user !== 0)(
    'a folder of another user is passed by, whether it has the name or one like it',
    async () => {
      for (const path of [usual, `${usual}-aaaaaa`]) {
        await mkdir(path, { mode: 0o700 });
        await chown(path, 1, 1);
      }
      const found = findOwnFolder(parent, 'incoming');
      expect(await readdir(parent)).toHaveLength(3);
      expect((await stat(found)).uid).toBe(0);
    },
  );

  test('a link in the place of a piece is not put into a bucket', async () => {
    const path = join(parent, 'a.piece');
    await writeFile(join(parent, 'secret'), 'of somebody else');
    await symlink(join(parent, 'secret'), path);
    await expect(readOwnFile(path)).rejects.toMatchObject({ code: 'ELOOP' });
    await expect(readOwnFile(parent)).rejects.toThrow('is not the file that was written');
    // Nothing is asked of a server.
    const objects = new S3Objects({ bucket: 'b', endpoint: 'http://127.0.0.1:1', spoolFolder: parent });
    await expect(objects.put('k', { path, sizeBytes: 16 })).rejects.toMatchObject({
      cause: { code: 'ELOOP' },
    });
    await objects.close();
  });
});

test('what was written is read whole', async () => {
  const path = join(parent, 'a.piece');
  await writeFile(path, 'piece', { mode: 0o600 });
  expect(String(await readOwnFile(path))).toBe('piece');
});

test('a bucket has such a folder', async () => {
  const objects = new S3Objects({ bucket: 'b' });
  expect(objects.spoolFolder).toBe(findOwnFolder(tmpdir(), 'casebook-incoming'));
  await objects.close();
});
