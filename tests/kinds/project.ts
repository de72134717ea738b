import { resolve } from 'node:path';
import ts from 'typescript';

/** The repository's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** What tsconfig.json says. */
export const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(resolve(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
);
