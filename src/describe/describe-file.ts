import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readCapture } from '#formats/index.ts';
import { toSummary } from './summary.ts';

/** Above this the time to read it is better spent sending it. */
const mostBytes = 256 * 1024 * 1024;

/** Kind and summary of a file, where it is one that can be read. */
export async function describeFile(path: string): Promise<{ kind: string; summary: string } | undefined> {
  if ((await stat(path)).size > mostBytes) return undefined;
  try {
    const { value } = await readCapture(basename(path), createReadStream(path));
    return toSummary(value);
  } catch {
    return undefined;
  }
}
