import { type ByKind, callByKind } from '#model/capture/models.ts';
import type { RecordingInfo } from '#model/recording/recording.ts';
import type { ViewState } from '#view/view-state.ts';
import type { CatalogEntry } from './catalog.ts';
import type { OpenItem } from './source.ts';

/** What a capture is called: as the reader says, or the site; else its name, behind the machine where it is known. */
export function toTitle(
  item: OpenItem,
  state: Pick<ViewState, 'title'> | undefined,
  catalog: readonly CatalogEntry[],
): string {
  const said = state?.title?.trim();
  if (said) return said;
  const published = catalog.find((entry) => entry.name === item.slot)?.title;
  if (published !== undefined) return published;
  const host = item.value && callByKind(hosts, item.value);
  return host === undefined ? item.name : `${host}: ${item.name}`;
}

/** The machine that a capture is of, where it says so. */
const hosts: ByKind<string | undefined> = {
  recording: ({ info }) => info && findHost(info),
  'crash-log': () => undefined,
  profile: () => undefined,
};

/** What `hostname`, `uname -n` or `uname -a` gave when the recorder ran it. */
export function findHost({ commands }: Pick<RecordingInfo, 'commands'>): string | undefined {
  for (const { command, output } of commands) {
    const [line = ''] = output.trim().split('\n', 1);
    const words = line.trim().split(/\s+/);
    if (/^(?:\S*\/)?(?:hostname|uname -n)$/.test(command.trim()) && words.length === 1)
      return words[0] || undefined;
    if (/^(?:\S*\/)?uname -a$/.test(command.trim()) && words.length > 3) return words[1];
  }
  return undefined;
}
