import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * The place of what a press opens somewhere else, below the charts of a phone say: it is scrolled to, as far as it must be.
 * What a link has opened is where it is, and what is pressed within the place itself stays under the hand.
 *
 * @param opened undefined where nothing is
 */
export function useBroughtIntoSight(opened: number | true | undefined): RefObject<HTMLElement> {
  const ref = useRef<HTMLElement>(null);
  const beforeRef = useRef(opened);
  useEffect(() => {
    const isNew = opened !== undefined && opened !== beforeRef.current;
    beforeRef.current = opened;
    const { current } = ref;
    if (!isNew || !current || current.contains(current.ownerDocument.activeElement)) return;
    current.scrollIntoView({ block: 'nearest' });
  }, [opened]);
  return ref;
}
