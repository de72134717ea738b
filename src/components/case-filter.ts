/** What the case index shows: one status, one tag, either empty for all. */
export interface CaseFilter {
  status: string;
  tag: string;
}

/** Reads `#status=open&tag=crash`. */
export function readCaseFilter(hash: string): CaseFilter {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  return { status: params.get('status') ?? '', tag: params.get('tag') ?? '' };
}

/** The fragment of a filter, with its `#`; empty for the filter that shows all. */
export function writeCaseFilter(filter: CaseFilter): string {
  const params = new URLSearchParams();
  if (filter.status) params.set('status', filter.status);
  if (filter.tag) params.set('tag', filter.tag);
  return params.size ? `#${params}` : '';
}
