import type { Said } from '#codes/said.ts';
import type { Failures, Notices } from '#model/notice.ts';
import { hints } from './failure-hints.ts';

export interface NoticeTexts {
  /** What was said of a capture. */
  say: (said: Said<Notices> | Said<Failures>) => string;
  /** A file of several, and what was said of it. */
  ofFile: (file: string, text: string) => string;
  /** What an error means, and what to do about it, by its code. */
  hints: Record<keyof Failures, string>;
}

/** English is what a notice says itself: its sentence stands beside its code. */
export const texts: NoticeTexts = {
  say: ({ message }) => message,
  ofFile: (file, text) => `${file}: ${text}`,
  hints,
};
