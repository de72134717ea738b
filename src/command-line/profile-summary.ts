import { formatAmount as formatPlainAmount, formatShare } from '#locale/amount.ts';
import { formatDuration } from '#locale/format.ts';
import { listLabels } from '#model/profile/labels.ts';
import { toMainTree } from '#model/profile/main-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import { countSamples } from '#model/profile/sample-count.ts';
import { toTop } from '#model/profile/top.ts';
import { isChange, toTotal } from '#model/profile/weights.ts';
import { formatDateTime } from '#model/zone.ts';
import { cutTo, toColumns, toCount, toTerminalText } from './terminal-text.ts';

/** How many functions are shown, and how many values of a label. */
const topFunctions = 20;
const topValues = 8;
/** How many comments, labels and sample types: as many as a person reads. */
const topLines = 20;
const longestFunction = 80;
const longestComment = 300;

/** A unit that nobody knows stands as the file has it. */
function formatAmount(value: number | bigint, unit: string): string {
  return formatPlainAmount(value, toTerminalText(unit));
}

/**
 * A profile in lines: what was counted, and the functions that most of it was spent in.
 *
 * @param asked the sample type that the table is of
 */
export function toProfileSummary(profile: Profile, asked: string | undefined): string[] {
  const { sampleTypes, samples, timeNanos, durationNanos, periodType, period, comments, docUrl } = profile;
  const main = toMainTree(profile, asked);
  const taken = countSamples(profile);
  const lines = [
    `${formatAmount(samples.count === 0 ? 0 : taken, 'count')} ${taken === 1n ? 'sample' : 'samples'}`,
  ];
  if (durationNanos > 0n) lines[0] += ` over ${formatDuration(Number(durationNanos) / 1e9)}`;
  if (timeNanos > 0n) lines[0] += `, ${formatDateTime(Number(timeNanos / 1_000_000_000n), 'UTC')} UTC`;
  if (periodType && period > 0n) {
    lines.push(`one every ${formatAmount(period, periodType.unit)} of ${toTerminalText(periodType.type)}`);
  }
  if (main && isChange(main.tree.self)) lines.push('a difference: what is below 0 has become less');
  lines.push(
    ...comments
      .slice(0, topLines)
      .map((comment) => `said by its maker: ${cutTo(longestComment, toTerminalText(comment))}`),
    ...toMore(comments.length, 'more comment'),
  );
  if (docUrl !== '') lines.push(`explained by its maker: ${cutTo(longestComment, toTerminalText(docUrl))}`);
  const labels = [...listLabels(profile)];
  for (const [key, values] of labels.slice(0, topLines)) {
    const shown = values.slice(0, topValues).map((value) => cutTo(longestFunction, toTerminalText(value)));
    const more = values.length - shown.length;
    lines.push(
      `label ${cutTo(longestFunction, toTerminalText(key))}: ${shown.join(', ')}${more > 0 ? `, … ${toCount(more, 'more value')}` : ''}`,
    );
  }
  lines.push(...toMore(labels.length, 'more label'));
  // The one that is shown is among them wherever it stands.
  const listed = sampleTypes
    .map((one, index) => ({ ...one, index }))
    .filter(({ index }) => index < topLines || index === main?.type);
  lines.push(
    ...toColumns(
      listed.map(({ type, unit, index }) => [
        `${index === main?.type ? '* ' : '  '}${cutTo(longestFunction, toTerminalText(type))}`,
        formatAmount(toTotal(profile, index), unit),
      ]),
      [false, true],
    ),
    ...toMore(sampleTypes.length - listed.length + topLines, 'more sample type'),
  );
  if (!main || samples.count === 0) return lines;
  const { type, unit } = sampleTypes[main.type]!;
  const total = Number(toTotal(profile, main.type));
  const rows = toTop(main.tree);
  let sum = 0;
  const table = rows.slice(0, topFunctions).map(({ frame, flat, cum }) => {
    sum += flat;
    return [
      formatAmount(flat, unit),
      formatShare(flat, total),
      formatShare(sum, total),
      formatAmount(cum, unit),
      formatShare(cum, total),
      cutTo(longestFunction, toTerminalText(frame.name)),
    ];
  });
  const right = [true, true, true, true, true, false];
  lines.push(
    '',
    ...toColumns(
      [['flat', 'flat %', 'sum %', 'cum', 'cum %', `by ${toTerminalText(type)}`], ...table],
      right,
    ),
  );
  if (rows.length > topFunctions) lines.push(`… ${toCount(rows.length - topFunctions, 'more function')}`);
  return lines;
}

/** What is said of those beyond the first. */
function toMore(all: number, one: string): string[] {
  return all > topLines ? [`… ${toCount(all - topLines, one)}`] : [];
}
