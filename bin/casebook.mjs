#!/usr/bin/env node
/*
 * The command line of a clone. To take the types out of a hundred files and to compile them takes Node several
 * times as long as all else at the start: what comes of it is kept. No TypeScript, or this file alone would
 * make Node load all that takes types out.
 */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Node 20 keeps nothing.
module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
await import('./casebook.ts');
