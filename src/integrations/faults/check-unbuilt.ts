import type { Fault } from './fault.ts';
import { findLinkFault, type LinkTargets } from './links.ts';
import { type Project, toNameIn } from './project.ts';
import { toSourceTargets } from './source-targets.ts';

export interface UnbuiltOptions {
  project: Project;
  /** `''`, or `/casebook`. */
  base: string;
  /** Whether a path below the base is a page or data that no source of a page has. */
  isAnswered(path: string): boolean;
}

/**
 * What is wrong with pages that cannot be built, as far as their sources say it: links, and captures that
 * components name. What else is wrong with a component only drawing it finds.
 */
export async function checkUnbuilt({ project, base, isAnswered }: UnbuiltOptions): Promise<Fault[]> {
  const targets = toSourceTargets(project, base, isAnswered);
  const captures = await project.captureNames();
  const faults: Fault[] = [];
  for (const file of await project.findPages()) {
    faults.push(...(await findLinkFaults(project, file, toPath(file, base), targets)));
    faults.push(...findLostCaptures(project, file, captures));
  }
  return faults;
}

/** @param path that the page has below the host */
export async function findLinkFaults(
  project: Project,
  file: string,
  path: string,
  targets: LinkTargets,
): Promise<Fault[]> {
  const found = project.source(file).links.map(async ({ line, column, url }) => {
    // In the source a path is one of the site; in the page it stands below the base.
    const words = await findLinkFault(url.startsWith('/') ? targets.base + url : url, path, targets);
    return words === undefined ? [] : [{ file, line, column, words }];
  });
  return (await Promise.all(found)).flat();
}

function findLostCaptures(project: Project, file: string, captures: readonly string[]): Fault[] {
  return project.source(file).components.flatMap(({ line, column, name, attributes }) => {
    const { capture } = attributes;
    if (capture === undefined || captures.includes(capture)) return [];
    const words = `<${name}>: capture: there is no ${capture} in src/content/captures; there are ${captures.join(', ')}`;
    return [{ file, line, column, words }];
  });
}

/** `/casebook/zh-cn/cases/a/` */
function toPath(file: string, base: string): string {
  const { locale, name } = toNameIn(file);
  const own = name.replace(/(?:^|\/)index$/, '');
  return [base, ...(locale === 'en' ? [] : [locale]), ...(own === '' ? [] : [own]), ''].join('/');
}
