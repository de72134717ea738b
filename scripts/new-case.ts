/**
 * `npm run new-case -- NAME [FILE…]`: begins a case: its page in every language, with a chart and a cell,
 * and a capture of the same name. The files are those of the capture; without any, made-up numbers hold
 * its place. All of it is written or nothing is, and nothing that is there is written over.
 */
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCapture } from '#formats/index.ts';
import { joinFiles } from '#model/capture/join-files.ts';
import type { Kind } from '#model/kind.ts';
import { locales } from '#locale/locale.ts';
import { folderOf } from '#locale/paths.ts';
import { toEntry, toPage, toPlaceholder } from './new-case/templates.ts';

const usage = `usage: npm run new-case -- NAME [FILE…]

Begins a case: its pages, a cell, and a capture of the same name.

  NAME    of the page and the capture, as it stands in addresses: small letters, digits and hyphens
  FILE    a recording's files, a crash log or a profile; copied to public/captures/NAME/
`;

/** What keeps a case from being made, in words. */
class CaseError extends Error {}

/** A call that cannot be meant. */
class UsageError extends Error {}

try {
  await begin(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(`new-case: ${error.message}`);
  if (error instanceof UsageError) console.error(`\n${usage}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function begin(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const [name, ...files] = positionals;
  if (name === undefined) throw new UsageError('a case needs a name');
  checkName(name);
  if (!existsSync('src/content/docs/cases')) throw new CaseError('there is no src/content/docs/cases here');
  const pages = locales.map((locale) => ({ locale, file: toPageFile(locale, name) }));
  const entry = `src/content/captures/${name}.yaml`;
  const folder = `public/captures/${name}`;
  const taken = [...pages.map(({ file }) => file), entry, folder].filter((path) => existsSync(path));
  if (taken.length > 0) throw new CaseError(`${name} is taken: there is ${taken.join(', ')}`);
  const kind = files.length === 0 ? 'recording' : await readKind(files);
  const names = files.length === 0 ? ['placeholder.csv'] : files.map((file) => basename(file));

  await mkdir(folder, { recursive: true });
  if (files.length === 0) await writeFile(join(folder, 'placeholder.csv'), toPlaceholder());
  for (const file of files) await copyFile(file, join(folder, basename(file)));
  const today = new Date().toISOString().slice(0, 10);
  await write(entry, toEntry({ name, kind, files: names, isPlaceholder: files.length === 0 }));
  for (const { locale, file } of pages) await write(file, toPage(locale, { name, kind, today }));

  const made = [...pages.map(({ file }) => file), entry, ...names.map((one) => `${folder}/${one}`)];
  console.log(`Made:\n${made.map((file) => `  ${file}`).join('\n')}\n\nNext:`);
  const steps = [
    ...(files.length === 0
      ? [
          `Put the capture into ${folder}/, name its files and kind in ${entry}, and remove placeholder.csv, whose numbers are made up.`,
        ]
      : []),
    `Say in ${entry} how, where and when it was made.`,
    `Write the case in every language; replace each …`,
    `npm run dev, and look at ${locales.map((locale) => `http://localhost:4321/${folderOf(locale)}cases/${name}/`).join(' and ')}`,
    'npm run build, which lists what is wrong.',
  ];
  console.log(steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n'));
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? '', { cause: error });
  }
}

function checkName(name: string): void {
  if (/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name) && name.length <= 60) return;
  throw new UsageError(
    `${JSON.stringify(name)} is no name: small letters, digits and single hyphens, beginning with a letter, at most 60`,
  );
}

function toPageFile(locale: (typeof locales)[number], name: string): string {
  return `src/content/docs/${folderOf(locale)}cases/${name}.mdx`;
}

/** Of which kind the files are together. @throws CaseError naming the file that cannot be read */
async function readKind(files: readonly string[]): Promise<Kind> {
  const names = files.map((file) => basename(file));
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw new CaseError(`two files are named ${twice}`);
  const values = [];
  for (const [index, file] of files.entries()) {
    if (!/^[\w.-]+$/.test(names[index] ?? '')) {
      throw new CaseError(`${file}: a published file’s name has letters, digits, . _ and - only`);
    }
    const info = await stat(file).catch(() => undefined);
    if (!info?.isFile()) throw new CaseError(`${file}: there is no such file`);
    try {
      values.push((await readCapture(basename(file), createReadStream(file))).value);
    } catch (error) {
      throw new CaseError(`${file}: ${(error as Error).message}`, { cause: error });
    }
  }
  const value = joinFiles(values);
  if (!value) throw new CaseError('the files are not one capture');
  return value.kind;
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { flag: 'wx' });
}
