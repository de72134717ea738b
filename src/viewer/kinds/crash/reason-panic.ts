import type { CrashLog, Panic } from '#model/crash/crash-log.ts';

/** The panic that a crash's reason is: of several the first that nobody caught, else the last. */
export function findReasonPanic({ panics, reason }: CrashLog): Panic | undefined {
  return panics.find(({ text, recovered }) => text === reason && !recovered) ?? panics.at(-1);
}
