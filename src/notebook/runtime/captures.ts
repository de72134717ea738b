import type { CrashFile } from '#model/crash/crash-log.ts';
import type { Recording } from '#model/recording/recording.ts';
import { CrashData } from './crash-data.ts';
import { RecordingData } from './recording-data.ts';

/** The captures of a page by name: what was read, or why it was not. */
export type CaptureValues = Record<string, Recording | CrashFile | { failure: string }>;

export type CaptureData = RecordingData | CrashData;

/**
 * The `capture` of cells.
 *
 * @returns a function that throws a RangeError for a name that the page does not declare, and an
 *   Error where the file could not be read
 */
export function createCapture(values: CaptureValues): (name: string) => CaptureData {
  const made = new Map<string, CaptureData>();
  return (name) => {
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
    const data = value.kind === 'recording' ? new RecordingData(name, value) : new CrashData(name, value);
    made.set(name, data);
    return data;
  };
}
