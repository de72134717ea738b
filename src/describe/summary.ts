import { formatAmount, formatShare } from '#locale/amount.ts';
import { formatDuration } from '#locale/format.ts';
import { formatToMinute } from '#model/zone.ts';
import { countGoroutines } from '#model/crash/buckets.ts';
import { type ByKind, callByKind, type Model } from '#model/capture/models.ts';
import type { CrashFile } from '#model/crash/crash-log.ts';
import { findPlace } from '#model/crash/crash-place.ts';
import { findCollections } from '#model/crash/gc-trace.ts';
import type { Kind } from '#model/kind.ts';
import { toMainTree } from '#model/profile/main-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import { countSamples } from '#model/profile/sample-count.ts';
import { toTop } from '#model/profile/top.ts';
import { isChange, toTotal } from '#model/profile/weights.ts';
import type { Recording } from '#model/recording/recording.ts';
import { usageStatistics } from '#model/recording/statistics.ts';

/** What a capture is, in a word and in a line. */
export interface Summary {
  kind: Kind;
  summary: string;
}

const summaries: ByKind<string> = {
  recording: summarizeRecording,
  'crash-log': summarizeCrashes,
  profile: summarizeProfile,
};

export function toSummary(value: Model): Summary {
  return { kind: value.kind, summary: callByKind(summaries, value) };
}

/** `1200 samples over 1 h, 2026-11-23 10:00 UTC; 34 processes; most CPU poll-1ms 97 %, most memory board_app 210 MiB` */
function summarizeRecording(recording: Recording): string {
  const { times, series, clock, snapshots, info } = recording;
  const parts: string[] = [];
  if (times.length > 0) {
    const first = times[0] ?? 0;
    const seconds = (times.at(-1) ?? 0) - first;
    const start = clock === 'unix' ? `, ${formatToMinute(first, 'UTC')} UTC` : '';
    // A clock that was set in the middle tells no length.
    const over = seconds > 0 && seconds < 10 * 86_400 ? ` over ${formatDuration(seconds)}` : '';
    parts.push(`${count(times.length, 'sample')}${over}${start}`);
  }
  const processes = series.filter(({ kind }) => kind === 'process');
  const [one, many] = recording.threadRows ? ['thread', 'threads'] : ['process', 'processes'];
  if (processes.length > 0) parts.push(count(processes.length, one, many));
  const usage = processes.map((one) => ({ name: one.name, ...usageStatistics(recording, one) }));
  const busiest = usage.reduce((a, b) => ((b.cpu.avg ?? 0) > (a.cpu.avg ?? 0) ? b : a), usage[0] ?? noUsage);
  const largest = usage.reduce(
    (a, b) => ((b.memKb.max ?? 0) > (a.memKb.max ?? 0) ? b : a),
    usage[0] ?? noUsage,
  );
  const most: string[] = [];
  if ((busiest.cpu.avg ?? 0) > 0) most.push(`most CPU ${busiest.name} ${toFigure(busiest.cpu.avg ?? 0)} %`);
  if ((largest.memKb.max ?? 0) > 0) {
    most.push(`most memory ${largest.name} ${toFigure((largest.memKb.max ?? 0) / 1024)} MiB`);
  }
  if (most.length > 0) parts.push(most.join(', '));
  if (processes.length === 0 && snapshots.length > 0) parts.push(count(snapshots.length, 'snapshot'));
  if (info && processes.length === 0) parts.push('about the machine');
  return parts.join('; ');
}

const noUsage = { name: '', cpu: { avg: null, max: null }, memKb: { avg: null, max: null } };

/** `fatal error: s.allocCount != …; 1 goroutine; in main.readLoop` */
function summarizeCrashes({ crashes, lines }: CrashFile): string {
  const [first] = crashes;
  if (!first) return count(findCollections(lines).length, 'garbage collection');
  const reason =
    first.reasonKind === 'goroutine dump' || !first.reason
      ? first.reasonKind
      : `${first.reasonKind}: ${first.reason}`;
  const frame = findPlace(first);
  const parts = [reason.split('\n')[0] ?? '', count(countGoroutines(first.goroutines), 'goroutine')];
  if (frame) parts.push(`in ${frame.function || frame.file}`);
  if (crashes.length > 1) parts.push(`${crashes.length - 1} more in the file`);
  return parts.join('; ');
}

/** What makers call a profile, by the sample type that it is shown by. */
const profileNames = new Map([
  ['cpu', 'CPU profile'],
  ['cpu-clock', 'CPU profile'],
  ['task-clock', 'CPU profile'],
  ['inuse_space', 'heap profile'],
  ['inuse_objects', 'heap profile'],
  ['alloc_space', 'profile of allocations'],
  ['alloc_objects', 'profile of allocations'],
  ['goroutine', 'profile of goroutines'],
  ['threadcreate', 'profile of threads'],
  ['delay', 'profile of waiting'],
  ['contentions', 'profile of waiting'],
]);

/** `CPU profile, 30 s, 2,341 samples; cpu 1.21 s; most in main.count 970 ms (80 %)` */
function summarizeProfile(profile: Profile): string {
  const { samples, durationNanos, sampleTypes } = profile;
  const main = toMainTree(profile);
  const { type = '', unit = '' } = sampleTypes[main?.type ?? -1] ?? {};
  // Of another event and of folded stacks nobody knows what was counted.
  const head = [profileNames.get(type.split(':', 1)[0]!) ?? 'profile'];
  const isDifference = main !== undefined && isChange(main.tree.self);
  if (isDifference) head.push('a difference');
  if (durationNanos > 0n) head.push(formatDuration(Number(durationNanos) / 1e9));
  const taken = countSamples(profile);
  head.push(
    samples.count === 0
      ? 'no samples'
      : `${formatAmount(taken, 'count')} ${taken === 1n ? 'sample' : 'samples'}`,
  );
  const parts = [head.join(', ')];
  if (!main || samples.count === 0) return parts[0]!;
  const total = toTotal(profile, main.type);
  if (type !== 'samples') parts.push(`${type} ${formatAmount(total, unit)}`);
  const [most] = toTop(main.tree);
  if (most && most.flat !== 0) {
    const share = formatShare(most.flat, Number(total));
    const amount = formatAmount(most.flat, unit);
    parts.push(
      isDifference
        ? `changed most: ${most.frame.name} ${most.flat > 0 ? '+' : ''}${amount} (${share})`
        : `most in ${most.frame.name} ${amount} (${share})`,
    );
  }
  return parts.join('; ');
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Three digits at most that mean something. */
function toFigure(value: number): string {
  return String(value >= 100 ? Math.round(value) : Number(value.toPrecision(2)));
}
