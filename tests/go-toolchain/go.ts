import { join } from 'node:path';
import { type FoundGo, findGo, toMinor } from '../../src/go-toolchain/find-go.ts';

const found = await findGo();

/** The Go on PATH; tests that need it are skipped, and counted, where there is none. */
export const go: FoundGo | undefined = 'missing' in found ? undefined : found;
export const goMinor = go ? (toMinor(go.version) ?? 0) : 0;

export const programs = join(import.meta.dirname, '..', 'fixtures', 'go-programs');
