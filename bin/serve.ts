#!/usr/bin/env node
import { join } from 'node:path';
import { serve } from '#site/serve.ts';

await serve(join(import.meta.dirname, '..', 'dist'), process.argv.slice(2), process.env);
