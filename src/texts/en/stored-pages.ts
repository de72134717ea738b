import type { Kind } from '#model/kind.ts';
import { formatSize } from '#locale/format.ts';
export const texts = {
  script: 'Charts need JavaScript: everything is read and drawn in your browser.',
  noStore: 'This server keeps no captures.',
  noSession: 'There are no such files here, or they have expired.',
  problem: 'Nothing to show',
  home: 'Casebook',
  plain: (sizeBytes: number) => `A capture of ${formatSize(sizeBytes)}.`,
  /** Of a capture that is, or was, sent while it was made: in a title, and before its summary. */
  streams: {
    growing: { word: 'live', sentence: 'A capture that is still being made.' },
    complete: { word: 'ended', sentence: 'Its sender has ended it.' },
    cut: { word: 'cut off', sentence: 'Cut off: its sender went away.' },
  },
  kept: (until: string | undefined) => (until ? `kept until ${until}` : 'kept for ever'),
  download: (name: string) => `Save ${name}`,
  embed: 'Embed in a wiki',
  embedHint:
    'Where the server’s settings allow the wiki to frame it. Add the part of the address from # on to embed the view that you see, and &theme=dark or &theme=light after ?embed to follow the wiki’s theme.',
  list: (tag: string) => `Captures of ${tag}`,
  listAbout: (tag: string) => `Everything that was sent under the tag ${tag}, newest first.`,
  search: 'Search names and summaries',
  searchButton: 'Search',
  nothing: 'Nothing found.',
  older: 'Older',
  newest: 'Newest',
  columns: { name: 'Name', what: 'What it is', size: 'Size', made: 'Sent (UTC)', until: 'Kept until' },
  states: { growing: 'live', complete: '', cut: 'cut off' },
  kinds: { recording: 'Recording', 'crash-log': 'Crash log', unknown: '' } satisfies Record<
    Kind | 'unknown',
    string
  >,
  session: 'whole session',
  manage: 'Rename, move, delete',
  manageOf: (name: string) => `Rename, move, delete: ${name}`,
  key: 'Deletion key',
  newName: 'New name',
  newTag: 'New tag',
  rename: 'Rename',
  remove: 'Delete',
  confirmRemove: 'Delete this capture for everybody?',
  forever: 'for ever',
};
