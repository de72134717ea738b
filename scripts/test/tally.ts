export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, or passed at its second try only, each in lines of its own: said again at the very end. */
  said?: string[];
}

/** A runner that fails without a failed test (it did not start, say) counts as one failure. */
export function atLeastOneFailure(ok: boolean, tally: Tally): Tally {
  if (ok || tally.failed > 0) return tally;
  return {
    ...tally,
    failed: 1,
    said: [...(tally.said ?? []), 'no test failed, yet the runner ended with an error (see what it printed)'],
  };
}
