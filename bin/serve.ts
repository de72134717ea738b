#!/usr/bin/env node
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// As in casebook.mjs: half of a start is taking types out and compiling. Where NODE_COMPILE_CACHE names a folder, it is there.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
const { serve } = await import('#site/serve.ts');
await serve(join(import.meta.dirname, '..', 'dist'), process.argv.slice(2), process.env);
// Else it would be written at the end, which a server that is killed does not have.
module.flushCompileCache();
