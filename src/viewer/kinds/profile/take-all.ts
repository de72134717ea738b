import { toShownProfile } from '#model/profile/shown-profile.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import { toCsv } from '#viewer/figure/csv.ts';
import { escapeMarkdown } from '#viewer/figure/markdown.ts';
import type { Amounts } from './amounts.ts';
import { orderLines, type TopLine } from './top-lines.ts';
import type { Shown } from './use-shown.ts';

/** What is shown as folded stacks; of a difference what was gained, and lost with a minus. */
export async function toFoldedBlob({ tree, subject }: Shown): Promise<Blob> {
  const { toFolded } = await import('#formats/folded/write-folded.ts');
  const parts: string[] = [];
  let part: string[] = [];
  for (const line of toFolded(tree, subject.valueType.unit)) {
    // A part a line would be slow, all in one text longer than texts may be.
    if (part.push(line) === 10_000) {
      parts.push(part.join(''));
      part = [];
    }
  }
  return new Blob([...parts, part.join('')], { type: 'text/plain' });
}

/** What is shown as pprof's own tools read it, gzipped as they write it. */
export async function toPprofBlob({ subject, read, kept }: Shown): Promise<Blob> {
  const { encodeProfile } = await import('#formats/pprof/encode-profile.ts');
  const { profile, difference } = subject;
  const bytes = encodeProfile(
    toShownProfile(profile, {
      filter: read.filter,
      kept,
      middle: difference?.middle,
      scale: difference?.scale,
    }),
  );
  const plain = new Blob([bytes as BlobPart]);
  return new Response(plain.stream().pipeThrough(new CompressionStream('gzip'))).blob();
}

/** Every row of the top table, numbers as they are. */
export function toTopCsv(lines: readonly TopLine[], { subject }: Pick<Shown, 'subject'>): string {
  const { type, unit } = subject.valueType;
  const measured = unit === '' ? type : `${type} ${unit}`;
  const isDifference = subject.difference !== undefined;
  return toCsv([
    [
      'function',
      'file',
      ...(isDifference ? [`before ${measured}`, `after ${measured}`] : []),
      `flat ${measured}`,
      `cum ${measured}`,
    ],
    ...lines.map(({ frame, flat, cum, before, after }) => [
      frame.name,
      frame.file,
      ...(before && after ? [before.flat, after.flat] : []),
      flat,
      cum,
    ]),
  ]);
}

/** Rows of a table in a text about it. */
const ROWS = 20;

/** The top of the table for a review, with the link to look for oneself. */
export function toTopMarkdown(
  lines: readonly TopLine[],
  { subject }: Pick<Shown, 'subject'>,
  { name, link, amounts, texts }: { name: string; link: string; amounts: Amounts; texts: ProfileTexts },
): string {
  const { columns } = texts;
  const isDifference = subject.difference !== undefined;
  const heads = isDifference
    ? [columns.before, columns.after, columns.change, columns.changeShare, columns.cumChange]
    : [columns.flat, columns.flatShare, columns.sum, columns.cum, columns.cumShare];
  const rows = orderLines(lines)
    .slice(0, ROWS)
    .map(({ frame, flat, cum, sum, before, after }) => [
      frame.name,
      ...(before && after
        ? [
            amounts.text(before.flat),
            amounts.text(after.flat),
            amounts.signed(flat),
            amounts.share(flat),
            amounts.signed(cum),
          ]
        : [
            amounts.text(flat),
            amounts.share(flat),
            amounts.share(sum),
            amounts.text(cum),
            amounts.share(cum),
          ]),
    ]);
  const toRow = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const { type, unit } = subject.valueType;
  return [
    `**${escapeMarkdown(name)}**, ${escapeMarkdown(texts.typeOption(type, unit))}, ${escapeMarkdown(amounts.text(amounts.total))}`,
    '',
    toRow([columns.function, ...heads]),
    `| --- |${' ---: |'.repeat(heads.length)}`,
    ...rows.map(toRow),
    '',
    `[${escapeMarkdown(texts.openView)}](<${link.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`,
    '',
  ].join('\n');
}
