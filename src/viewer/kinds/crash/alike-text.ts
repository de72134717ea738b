import type { AlikeDifference } from '#model/crash/alike.ts';
import type { CrashTexts } from '#texts/crash.ts';

/** `goroutine number, arguments and addresses`; empty where there is no difference. */
export function toDifferenceText(differences: readonly AlikeDifference[], texts: CrashTexts): string {
  return texts.alikeList(differences.map((one) => texts.alikeDifferences[one]));
}
