import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files of a built site whose names end so, each as `rewrite` has it; what it leaves alone is not written. */
export async function rewriteFiles(
  site: URL,
  ending: string,
  rewrite: (text: string) => string,
): Promise<void> {
  const entries = await readdir(fileURLToPath(site), { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(ending)) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    const rewritten = rewrite(text);
    if (rewritten !== text) await writeFile(file, rewritten);
  }
}
