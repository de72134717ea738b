import { posix } from 'node:path';
import { builtinNames } from '#notebook/runtime/builtins.ts';
import { checkCells } from '#notebook/compile/check-page.ts';
import { locales } from '#locale/locale.ts';
import { captureSchema } from '#schemas/capture-schema.ts';
import { pageSchema } from '#schemas/page-schema.ts';
import { z } from 'astro/zod';
import type { Fault, Found } from './fault.ts';
import type { Frontmatter, PageSource } from './page-source.ts';
import { readYaml } from './page-source.ts';
import type { MadeBefore } from '../made-before.ts';
import { type Asked, checkUnlessRight, findNamed } from './known-right.ts';
import { type Project, toFileIn, toNameIn } from './project.ts';

/** What the sources of a site say by themselves, without a build. */
export interface SourceFaults {
  faults: Fault[];
  /** Some of them leave nothing to build a page of. */
  blocking: boolean;
}

/**
 * All that is wrong with the sources of pages and the entries of captures.
 *
 * @param made where an earlier build has kept which of them were right
 */
export async function checkSources(project: Project, made?: MadeBefore): Promise<SourceFaults> {
  const found: (Found & { file: string })[] = [];
  const captures = await project.captureNames();
  const known = new Set(captures);
  const look = async (file: string, check: (asked: Asked) => Found[]) => {
    for (const fault of await checkUnlessRight(project, file, check, known, made)) {
      found.push({ ...fault, file });
    }
  };
  for (const file of await project.findPages()) await look(file, (asked) => checkPage(asked, file, captures));
  for (const file of await project.findCaptures()) await look(file, (asked) => checkCapture(asked, file));
  return {
    faults: found.map(({ file, line, column, words }) => ({ file, line, column, words })),
    blocking: found.some(({ blocking }) => blocking),
  };
}

/** @param captures names of those that there are */
export function checkPage(project: Asked, file: string, captures: readonly string[]): Found[] {
  const source = project.source(file);
  const { frontmatter } = source;
  const isMdx = file.endsWith('.mdx');
  return [
    ...checkTwins(project, file),
    ...frontmatter.faults.map((fault) => ({
      ...fault,
      words: `frontmatter: ${fault.words}`,
      blocking: true,
    })),
    ...(frontmatter.faults.length === 0 ? checkFrontmatter(frontmatter, captures) : []),
    ...(source.fault ? [{ ...source.fault, blocking: true }] : []),
    ...checkImports(project, file, source),
    ...checkImages(project, file, source),
    ...(isMdx ? checkPageCells(project.text(file), frontmatter) : []),
  ];
}

/** An entry of a capture: its fields, and that its files are there. */
export function checkCapture(project: Asked, file: string): Found[] {
  const yaml = readYaml(project.text(file));
  if (yaml.faults.length > 0) return yaml.faults.map((fault) => ({ ...fault, blocking: true }));
  const parsed = captureSchema.safeParse(yaml.data);
  if (!parsed.success) return toFaults(parsed.error.issues, yaml);
  return parsed.data.files
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => !project.has(`public/captures/${name}`))
    .map(({ name, index }) => ({
      ...yaml.find(['files', index]),
      words: `files: there is no public/captures/${name}`,
      blocking: true,
    }));
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

function toFaults(issues: readonly Issue[], yaml: Frontmatter): Found[] {
  return issues.map(({ path, message }) => ({
    ...yaml.find(path),
    words: `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`,
    blocking: true,
  }));
}

/** Made once: what Zod makes ready for a schema takes longer than a page. */
const schema = pageSchema({ image: () => z.any() as never });

function checkFrontmatter(frontmatter: Frontmatter, captures: readonly string[]): Found[] {
  const parsed = schema.safeParse(frontmatter.data);
  if (!parsed.success) return toFaults(parsed.error.issues, frontmatter);
  const found: Found[] = [];
  const { case: entry, captures: own } = parsed.data;
  for (const [path, names] of [
    [['case', 'captures'], entry?.captures ?? []],
    [['captures'], own ?? []],
  ] as const) {
    names.forEach((name, index) => {
      if (captures.includes(name)) return;
      found.push({
        ...frontmatter.find([...path, index]),
        words: `${path.join('.')}: there is no ${name} in src/content/captures; there are ${captures.join(', ')}`,
        blocking: true,
      });
    });
  }
  return found;
}

/** A page is there in every language. Where nothing is, Starlight has a page of its own in the first. */
function checkTwins(project: Asked, file: string): Found[] {
  const { locale, name } = toNameIn(file);
  return locales
    .filter((other) => other !== locale && !(name === '404' && other === 'en'))
    .map((other) => toFileIn(other, name))
    .filter((stem) => !project.has(`${stem}.mdx`) && !project.has(`${stem}.md`))
    .map((stem) => ({
      line: 1,
      column: 1,
      words: `a page stands in every language: there is no ${stem}${posix.extname(file)}`,
    }));
}

function checkImports(project: Asked, file: string, { imports, components }: PageSource): Found[] {
  const known = new Set(imports.flatMap(({ names }) => names));
  const lost = imports
    .map((one) => ({ ...one, path: toImported(file, one.from) }))
    .filter(({ path }) => path !== undefined && !project.has(path))
    .map(({ line, column, from, path }) => ({
      line,
      column,
      words: `imports ${from}: there is no ${path}`,
      blocking: true,
    }));
  const unknown = components
    .filter(({ name }) => !known.has(name) && name !== 'Fragment')
    .map(({ line, column, name }) => ({
      line,
      column,
      words: `<${name}> is not imported at the top of the page`,
      blocking: true,
    }));
  return [...lost, ...unknown];
}

/** The file that an import of a page names; undefined for one of a package. */
function toImported(file: string, from: string): string | undefined {
  const path = from.split('?')[0] ?? '';
  if (path.startsWith('#')) return `src/${path.slice(1)}`;
  return path.startsWith('.') ? posix.join(posix.dirname(file), path) : undefined;
}

function checkImages(project: Asked, file: string, { images }: PageSource): Found[] {
  return images.flatMap(({ line, column, url }) => {
    const path = toImageFile(file, url);
    return path === undefined || project.has(path)
      ? []
      : [{ line, column, words: `the image ${url} is not there: there is no ${path}` }];
  });
}

/** The file of an image that a page names: beside the page, or under `public/`. Undefined for one elsewhere. */
export function toImageFile(file: string, url: string): string | undefined {
  if (url === '' || /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(url)) return undefined;
  const path = decodeURI(url.replace(/[?#].*$/s, ''));
  return path.startsWith('/') ? posix.join('public', path) : posix.join(posix.dirname(file), path);
}

function checkPageCells(mdx: string, { data }: Frontmatter): Found[] {
  return checkCells(mdx, { builtins: builtinNames, captures: findNamed(data) }).map(
    ({ line, column, cell, message }) => ({
      line,
      column,
      words: `cell ${cell}: ${message}`,
    }),
  );
}
