import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canStartS3, startS3 } from '../store/s3-server.ts';
import { startSlowLine } from './slow-line.ts';

const run = promisify(execFile);

/** What a server stands on. */
export interface World {
  env: Record<string, string>;
  close(): Promise<void>;
}

/** Where a world cannot be made here, a sentence says why. */
type Make = () => Promise<World | string>;

interface WorldSpec {
  says: string;
  make: Make;
  /** Whether the server is killed and started again, over and over. */
  kills: boolean;
  /** What may be refused there, by status. */
  refusals: readonly number[];
}

const smallDiskMib = 1;
const slowMs = 40;

async function makeFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'casebook-soak-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

async function makeDisk(): Promise<World> {
  const folder = await makeFolder();
  return { env: { CASEBOOK_STORE: join(folder.path, 'data') }, close: folder.remove };
}

export const worlds: Readonly<Record<string, WorldSpec>> = {
  steady: { says: 'a disk, one server all the time: its memory', make: makeDisk, kills: false, refusals: [] },
  kills: { says: 'a disk, and kill -9 again and again', make: makeDisk, kills: true, refusals: [] },
  full: {
    says: `a disk of ${smallDiskMib} MiB, which is full again and again, and kill -9`,
    async make() {
      const folder = await makeFolder();
      const mounted = join(folder.path, 'disk');
      await mkdir(mounted);
      try {
        await run('mount', ['-t', 'tmpfs', '-o', `size=${smallDiskMib}m`, 'casebook-soak', mounted]);
      } catch {
        await folder.remove();
        return 'a small disk is mounted by root alone';
      }
      return {
        env: { CASEBOOK_STORE: join(mounted, 'data'), CASEBOOK_KEEP_FREE: '0' },
        async close() {
          await run('umount', [mounted]);
          await folder.remove();
        },
      };
    },
    kills: true,
    refusals: [507],
  },
  s3: {
    says: `a bucket that answers ${slowMs} ms late, and kill -9`,
    async make() {
      if (!(await canStartS3())) return 'there is no S3 server, and no Go to build one with';
      const s3 = await startS3();
      await s3.makeBucket('soak');
      const line = await startSlowLine(Number(new URL(s3.spec.endpoint).port), slowMs);
      const { accessKeyId = '', secretAccessKey = '' } = s3.spec.credentials ?? {};
      const endpoint = encodeURIComponent(`http://127.0.0.1:${line.port}`);
      return {
        env: {
          CASEBOOK_STORE: `s3://soak/casebook?endpoint=${endpoint}&region=us-east-1`,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
        },
        async close() {
          line.stop();
          await s3.stop();
        },
      };
    },
    kills: true,
    refusals: [503],
  },
};
