import { callByKind, type Model, type Models } from '#model/capture/models.ts';
import type { Kind } from '#model/kind.ts';
import { CrashData } from './crash-data.ts';
import { ProfileData } from './profile-data.ts';
import { RecordingData } from './recording-data.ts';

/** The captures of a page by name: what was read, or why it was not. */
export type CaptureValues = Record<string, Model | { failure: string }>;

/** What cells are given of each kind. */
interface DataByKind {
  recording: RecordingData;
  'crash-log': CrashData;
  profile: ProfileData;
}

type CaptureData = DataByKind[Kind];

const makers: { readonly [K in Kind]: (value: Models[K], name: string) => DataByKind[K] } = {
  recording: (value, name) => new RecordingData(name, value),
  'crash-log': (value, name) => new CrashData(name, value),
  profile: (value, name) => new ProfileData(name, value),
};

/** What cells are given as `capture`. */
export interface Capture {
  /** A capture of the page by its name, or the reader's own in its place. */
  (name: string): CaptureData;
  /** Names of the page's captures, in the order of its frontmatter. */
  readonly names: readonly string[];
  /** All of them that could be read, or those of a kind: for Inputs.select. */
  list<K extends Kind>(kind?: K): DataByKind[K][];
}

/**
 * The `capture` of cells.
 *
 * @returns a function that throws a RangeError for a name that the page does not declare, and an
 *   Error where the file could not be read
 */
export function createCapture(values: CaptureValues): Capture {
  const made = new Map<string, CaptureData>();
  const read = (name: string): CaptureData => {
    const known = made.get(name);
    if (known) return known;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (!value) {
      const names = Object.keys(values).join(', ');
      throw new RangeError(
        `capture: the page declares no ${name}; ${names ? `there are ${names}` : 'its frontmatter names none'}`,
      );
    }
    if ('failure' in value) throw new Error(`capture ${name}: ${value.failure}`);
    const data = callByKind<Model, CaptureData, [string]>(makers, value, name);
    made.set(name, data);
    return data;
  };
  return Object.assign(read, {
    names: Object.keys(values),
    list<K extends Kind>(kind?: K) {
      const readable = Object.keys(values).filter((name) => !('failure' in (values[name] ?? {})));
      return readable
        .map(read)
        .filter((data): data is DataByKind[K] => kind === undefined || data.kind === kind);
    },
  });
}
