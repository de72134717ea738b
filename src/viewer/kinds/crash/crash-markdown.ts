import { toCrashText } from '#model/crash/crash-text.ts';
import type { CrashLog } from '#model/crash/crash-log.ts';
import { escapeMarkdown } from '#viewer/figure/markdown.ts';

/** A crash for a ticket or a review: its reason and top frames as they are, and the link to the view. */
export function toCrashMarkdown(crash: CrashLog, name: string, link: string, openText: string): string {
  const text = toCrashText(crash);
  // A panic's text may hold a fence of its own.
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const target = link.replaceAll('<', '%3C').replaceAll('>', '%3E');
  return `**${escapeMarkdown(name)}**\n\n${fence}\n${text}${fence}\n\n[${escapeMarkdown(openText)}](<${target}>)\n`;
}
