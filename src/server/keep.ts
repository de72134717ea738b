import { sayOfStore } from '#api/says.ts';
import { RequestError } from './answers.ts';
import type { Settings } from './settings.ts';

/**
 * How long a capture is to be kept, in seconds; undefined for ever.
 *
 * @param text days, or `never` for no expiry; what is usual where not said
 */
export function toKeepSeconds(
  text: string | null | undefined,
  { keepDays, keepMaxDays }: Pick<Settings, 'keepDays' | 'keepMaxDays'>,
): number | undefined {
  if (text === 'never' && keepMaxDays === Infinity) return undefined;
  const days = text === null || text === undefined || text === '' ? keepDays : Number(text);
  if (text === 'never' || !(days > 0 && days <= keepMaxDays) || (text && !/^\d+(\.\d+)?$/.test(text))) {
    const limit = keepMaxDays === Infinity ? {} : { most: keepMaxDays };
    throw new RequestError(sayOfStore('bad-keep', limit));
  }
  return Math.round(days * 86_400);
}

/** What a reader can choose from, in days; `never` where that is allowed. */
export function toKeepChoices({ keepMaxDays }: Pick<Settings, 'keepMaxDays'>): (number | 'never')[] {
  const days = [1, 7, 30, 365].filter((one) => one <= keepMaxDays);
  return keepMaxDays === Infinity ? [...days, 'never'] : days;
}
