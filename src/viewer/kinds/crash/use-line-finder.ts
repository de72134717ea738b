import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CrashState } from '#view/crash-state.ts';
import { type ExpressionFault, LineFinder, type LineSearch, toLineSearch } from './find-lines.ts';

/** What is found in a log so far: the first part at once, the rest while the page goes on. */
export interface FoundLines {
  search: LineSearch | undefined;
  fault: ExpressionFault | undefined;
  hits: readonly number[];
  isMore: boolean;
}

export function useLineFinder(
  lines: readonly string[],
  { find = '', findBy = none }: Pick<CrashState, 'find' | 'findBy'>,
): FoundLines {
  const [, setParts] = useState(0);
  const isExact = findBy.includes('case');
  const isExpression = findBy.includes('expression');
  const { search, fault, finder } = useMemo(() => {
    const made = toLineSearch(find, [...(isExact ? exact : none), ...(isExpression ? expression : none)]);
    const wrong = made && 'fault' in made ? made : undefined;
    const right = made && !('fault' in made) ? made : undefined;
    const first = new LineFinder(lines, right);
    first.goOn();
    return { search: right, fault: wrong, finder: first };
  }, [lines, find, isExact, isExpression]);
  useEffect(() => {
    if (finder.isDone) return undefined;
    let timer = 0;
    const step = (): void => {
      finder.goOn();
      setParts((parts) => parts + 1);
      if (!finder.isDone) timer = Number(setTimeout(step, 0));
    };
    timer = Number(setTimeout(step, 0));
    return () => clearTimeout(timer);
  }, [finder]);
  return { search, fault, hits: finder.hits, isMore: finder.isMore };
}

const none: [] = [];
const exact = ['case'] as const;
const expression = ['expression'] as const;
