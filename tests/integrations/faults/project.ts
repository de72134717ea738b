import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Project } from '#integrations/faults/project.ts';

/** A site's folder with these files, which is there until the test that asks for it has ended. */
export async function makeProject(
  files: Record<string, string>,
): Promise<{ root: string; project: Project }> {
  const root = await mkdtemp(join(tmpdir(), 'casebook-faults-'));
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));
  await mkdir(join(root, 'src/content/docs'), { recursive: true });
  await mkdir(join(root, 'src/content/captures'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return { root, project: new Project(root) };
}

/** A page of a case with this text, its frontmatter being twelve lines. */
export function toCase(text: string, captures: readonly string[] = []): string {
  return `---
title: A case
description: One.
case:
  status: open
  symptom: It is slow.
  cause: Unknown.
  fix: None.
  tags: [cpu]
  captures: [${captures.join(', ')}]
---

${text}`;
}

/** A capture's entry with this first file. */
export function toEntry(file: string): string {
  return `files:
  - ${file}
kind: recording
title: { en: A board, zh-cn: 一块板 }
made:
  how: { en: By hand, zh-cn: 手工 }
  where: { en: Here, zh-cn: 这里 }
`;
}
