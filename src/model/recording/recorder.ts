import type { Recording, RecordingInfo } from './recording.ts';
import { parseSnapshotTree, type TreeNode } from './snapshot-tree.ts';

/**
 * The tag that topid was given, where a snapshot lists the very topid that took it:
 * `topid -chart -sys -snapshot -i 1 -c 50 -tag full -info uname -a`. Nothing where several may have.
 */
export function findTag({ snapshots }: Pick<Recording, 'snapshots'>): string | undefined {
  const [first] = snapshots;
  if (!first) return undefined;
  const recorders = namesOf(parseSnapshotTree(first.text).roots).flatMap((command) => {
    const words = command.trim().split(/\s+/);
    const isTopid = /^(?:.*\/)?topid$/.test(words[0] ?? '');
    return isTopid && hasFlag(words, 'chart') && hasFlag(words, 'snapshot') ? [words] : [];
  });
  const [words, ...others] = recorders;
  return words && others.length === 0 ? valueOf(words, 'tag') : undefined;
}

function namesOf(nodes: readonly TreeNode[]): string[] {
  return nodes.flatMap(({ kind, name, children }) => [
    ...(kind === 'process' ? [name] : []),
    ...namesOf(children),
  ]);
}

/** As Go reads flags: one hyphen or two. */
function hasFlag(words: readonly string[], flag: string): boolean {
  return words.some((word) => /^--?([^=]*)(?:=true)?$/.exec(word)?.[1] === flag);
}

/** `-tag x` or `-tag=x`; a value may have several words, up to the next flag. */
function valueOf(words: readonly string[], flag: string): string | undefined {
  const at = words.findIndex((word) => /^--?([^=]*)/.exec(word)?.[1] === flag);
  if (at < 0) return undefined;
  const own = words[at]?.split('=').slice(1).join('=') ?? '';
  const after = words.slice(at + 1);
  const end = after.findIndex((word) => word.startsWith('-'));
  const rest = end < 0 ? after : after.slice(0, end);
  return [...(own === '' ? [] : [own]), ...rest].join(' ') || undefined;
}

/** The machine: what `hostname`, `uname -n` or `uname -a` gave when the recorder ran it, or the kernel's own line. */
export function findHost({
  commands,
  kernel,
}: Pick<RecordingInfo, 'commands' | 'kernel'>): string | undefined {
  for (const { command, output } of commands) {
    const [line = ''] = output.trim().split('\n', 1);
    const words = line.trim().split(/\s+/);
    if (/^(?:\S*\/)?(?:hostname|uname -n)$/.test(command.trim()) && words.length === 1)
      return words[0] || undefined;
    if (/^(?:\S*\/)?uname -a$/.test(command.trim()) && words.length > 3) return words[1];
  }
  // `Linux board 6.18.44 #1 SMP x86_64 GNU/Linux`; `Linux version 6.18` names none.
  const [, host] = /^Linux (\S+) \d/.exec(kernel.trim()) ?? [];
  return host === 'version' ? undefined : host;
}
