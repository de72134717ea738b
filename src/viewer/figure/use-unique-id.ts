import { useState } from 'preact/hooks';

const issued = { count: 0 };

/**
 * An id that is unique on the page. Preact's own is unique in one tree only, and a case has a tree a
 * chart: their radio buttons would be one group, their descriptions each other's.
 */
export function useUniqueId(): string {
  const [id] = useState(nextId);
  return id;
}

function nextId(): string {
  issued.count += 1;
  return `cb-rec-${issued.count}`;
}
