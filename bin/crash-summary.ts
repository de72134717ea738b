import { countGoroutines, toBuckets } from '#model/buckets.ts';
import type { Bucket, CrashLog, Frame } from '#model/crash-log.ts';
import { toReasonText, toSignalText } from '#model/crash-text.ts';
import { cutTo, toColumns, toCount, toTerminalText } from './terminal-text.ts';

/** How many buckets are shown, and how many frames of each. */
const topBuckets = 10;
const topFrames = 6;
const longestFunction = 60;

/** A crash in lines: what it is about, and where its goroutines were. */
export function toCrashSummary(crash: CrashLog): string[] {
  const { signal, runtimeLines, goroutines, races, firstLine, lastLine } = crash;
  const buckets = toBuckets(goroutines);
  const count = countGoroutines(goroutines);
  const lines = [`lines ${firstLine} to ${lastLine}`];
  // The tab before a nested panic is the runtime's.
  for (const line of toReasonText(crash).split('\n')) lines.push(toTerminalText(line.replace(/^\t+/, '  ')));
  if (signal) lines.push(toTerminalText(toSignalText(signal)));
  lines.push(...runtimeLines.map(({ text }) => toTerminalText(text)));
  if (count > 0) lines.push(`${toCount(count, 'goroutine')} in ${toCount(buckets.length, 'bucket')}`);
  for (const { title, frames } of races.flatMap(({ accesses, created }) => [...accesses, ...created])) {
    lines.push('', toTerminalText(title), ...toFrameRows(frames));
  }
  for (const bucket of buckets.slice(0, topBuckets)) lines.push('', ...toBucketRows(bucket));
  if (buckets.length > topBuckets) lines.push('', `… ${toCount(buckets.length - topBuckets, 'more bucket')}`);
  return lines;
}

function toBucketRows({ count, state, frames, waitMinutes, createdBy }: Bucket): string[] {
  const { min, max } = waitMinutes;
  const wait = max === 0 ? '' : `, ${min === max ? max : `${min} to ${max}`} minutes`;
  return [
    `${count} × ${toTerminalText(state)}${wait}`,
    ...toFrameRows(frames),
    ...(createdBy ? [`  created by ${toTerminalText(createdBy.function)}`] : []),
  ];
}

function toFrameRows(frames: Frame[]): string[] {
  const rows = frames
    .slice(0, topFrames)
    .map((frame) => [cutTo(longestFunction, toTerminalText(frame.function)), toPlace(frame)]);
  const more = frames.length - topFrames;
  return [
    ...toColumns(rows).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … ${toCount(more, 'more frame')}`] : []),
  ];
}

function toPlace({ file, fileLine }: Frame): string {
  if (file === undefined) return '';
  return toTerminalText(fileLine === undefined ? file : `${file}:${fileLine}`);
}
