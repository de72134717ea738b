import type { MadeBefore } from '../made-before.ts';
import type { Found } from './fault.ts';
import type { Project } from './project.ts';

/** What a check asks of a site beside the text at hand. */
export type Asked = Pick<Project, 'has' | 'source' | 'text'>;

/** What a check that found nothing has asked for: as long as that is answered the same, the text is right. */
interface Right {
  files: Record<string, boolean>;
  captures: string[];
}

/**
 * What a check finds in a file: nothing, without looking, where an earlier build found the same text right and what
 * it leans on is as it was. What is wrong is looked at each time.
 *
 * @param captures names of those that there are
 */
export async function checkUnlessRight(
  project: Project,
  file: string,
  check: (asked: Asked) => Found[],
  captures: ReadonlySet<string>,
  made: MadeBefore | undefined,
): Promise<Found[]> {
  if (!made) return check(project);
  let found: Found[] | undefined;
  const right = await made.take(['right', file, project.text(file)], async (): Promise<Right | null> => {
    const files: Right['files'] = {};
    const has = (path: string) => (files[path] = project.has(path));
    found = check({ has, source: (path) => project.source(path), text: (path) => project.text(path) });
    return found.length > 0 ? null : { files, captures: findNamed(project.source(file).frontmatter.data) };
  });
  if (found) return found;
  const isRight =
    right?.captures.every((name) => captures.has(name)) &&
    Object.entries(right.files).every(([path, isThere]) => project.has(path) === isThere);
  return isRight ? [] : check(project);
}

/** The captures that a page names in its frontmatter. */
export function findNamed(data: Record<string, unknown>): string[] {
  const entry = data['case'] as { captures?: unknown } | undefined;
  return [entry?.captures, data['captures']]
    .flat()
    .filter((name): name is string => typeof name === 'string');
}
