/** How much a word counts in the search, as Pagefind takes it. */
interface SearchWeights {
  title: number;
  text: number;
}

/**
 * A case is why somebody comes: it stands before the guides that have the same words, and behind those
 * that are about nothing else.
 */
export function searchWeights(page: { case?: unknown }): SearchWeights {
  return page.case ? { title: 10, text: 10 } : { title: 0.8, text: 0.3 };
}
