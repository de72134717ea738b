import type { Profile } from './profile.ts';

/**
 * Which of its sample types a profile is shown by, as an index, as `go tool pprof` has it: the one that is
 * asked for by name, else the one that the maker would have shown first, else the last. Undefined where there
 * is none of the name that is asked for, or none at all.
 */
export function findSampleType(
  { sampleTypes, defaultSampleType }: Pick<Profile, 'sampleTypes' | 'defaultSampleType'>,
  asked?: string,
): number | undefined {
  const indexOf = (name: string): number => sampleTypes.findIndex(({ type }) => type === name);
  if (asked !== undefined) return toFound(indexOf(asked));
  const preferred = toFound(indexOf(defaultSampleType));
  return preferred ?? toFound(sampleTypes.length - 1);
}

function toFound(index: number): number | undefined {
  return index >= 0 ? index : undefined;
}
