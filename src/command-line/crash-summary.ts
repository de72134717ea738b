import { countGoroutines, countThreads, toBuckets } from '#model/crash/buckets.ts';
import type { Bucket, CrashLog, Frame } from '#model/crash/crash-log.ts';
import { findPlace } from '#model/crash/crash-place.ts';
import { toPrintedSignal, toReasonText } from '#model/crash/crash-text.ts';
import { cutTo, toColumns, toCount, toTerminalText } from './terminal-text.ts';

/** How many buckets are shown, and how many frames of each. */
const topBuckets = 10;
const topFrames = 6;
/** How many lines of what others said. */
const topContext = 8;
/** How many of the runtime's own. */
const topRuntime = 40;
const longestFunction = 60;

/**
 * A crash in lines: what it is about, and where its goroutines were.
 *
 * @param log the lines that it is of
 */
export function toCrashSummary(crash: CrashLog, log: readonly string[]): string[] {
  const { signal, runtimeLines, contextLines, goroutines, races, firstLine, lastLine } = crash;
  const buckets = toBuckets(goroutines);
  const count = countGoroutines(goroutines);
  const threads = countThreads(goroutines);
  const place = findPlace(crash);
  const lines = [`lines ${firstLine} to ${lastLine}`];
  // The tab before a nested panic is the runtime's.
  for (const line of toReasonText(crash).split('\n')) lines.push(toTerminalText(line.replace(/^\t+/, '  ')));
  if (crash.recovered) lines.push('recovered: the program printed it and went on');
  if (place) lines.push(`at ${toTerminalText(place.function || '?')}  ${toPlace(place)}`.trimEnd());
  if (signal) {
    const { quote, numbers } = toPrintedSignal(crash, signal, log[signal.line - 1] ?? '');
    // A signal that is the reason stands there already.
    const parts = quote === crash.reason ? numbers : [quote, ...numbers];
    if (parts.length > 0) lines.push(toTerminalText(parts.join(' ')));
  }
  lines.push(...runtimeLines.slice(0, topRuntime).map(({ text }) => toTerminalText(text)));
  const moreLines = runtimeLines.length - topRuntime;
  if (moreLines > 0) lines.push(`… ${toCount(moreLines, 'more line')} of the runtime's own`);
  lines.push(...contextLines.slice(0, topContext).map(({ text }) => `said before: ${toTerminalText(text)}`));
  if (buckets.length > 0) {
    const counts = [
      ...(count > 0 ? [toCount(count, 'goroutine')] : []),
      ...(threads > 0 ? [toCount(threads, 'thread')] : []),
    ];
    lines.push(`${counts.join(' and ')} in ${toCount(buckets.length, 'bucket')}`);
  }
  for (const { title, frames } of races.flatMap(({ accesses, created }) => [...accesses, ...created])) {
    lines.push('', toTerminalText(title), ...toFrameRows(frames));
  }
  for (const bucket of buckets.slice(0, topBuckets)) lines.push('', ...toBucketRows(bucket));
  if (buckets.length > topBuckets) lines.push('', `… ${toCount(buckets.length - topBuckets, 'more bucket')}`);
  return lines;
}

function toBucketRows({ count, state, thread, frames, waitMinutes, createdBy }: Bucket): string[] {
  const { min, max } = waitMinutes;
  const wait = max === 0 ? '' : `, ${min === max ? max : `${min} to ${max}`} minutes`;
  return [
    `${count} × ${toTerminalText(state) || '?'}${thread ? ' (thread)' : ''}${wait}`,
    ...toFrameRows(frames),
    ...(createdBy ? [`  created by ${toTerminalText(createdBy.function)}`] : []),
  ];
}

function toFrameRows(frames: Frame[]): string[] {
  const rows = frames
    .slice(0, topFrames)
    .map((frame) => [cutTo(longestFunction, toTerminalText(frame.function) || '?'), toPlace(frame)]);
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
