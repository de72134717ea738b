import { z } from 'astro/zod';

export const caseStatuses = ['solved', 'explained', 'open'] as const;
const caseTags = [
  'cpu',
  'timer',
  'memory',
  'rss',
  'gc',
  'madvise',
  'scheduler',
  'crash',
  'runtime',
  'arm64',
  'kernel',
  'topid',
  'cli',
] as const;

/** What a case's frontmatter says besides Starlight's own fields; the summary box is made from it. */
export const caseSchema = z.object({
  case: z
    .strictObject({
      /** solved: cause and cure are known; explained: the cause is; open: neither for certain. */
      status: z.enum(caseStatuses),
      symptom: z.string().min(1),
      cause: z.string().min(1),
      fix: z.string().min(1),
      tags: z.array(z.enum(caseTags)).min(1),
      /** Names of the captures that the case draws on: entries of src/content/captures. */
      captures: z.array(z.string()).default([]),
      /** What the index of cases shows of it, and which chart of a recording; its first capture where not said. */
      figure: z
        .strictObject({ capture: z.string().optional(), chart: z.enum(['cpu', 'memory']).default('cpu') })
        .optional(),
      /** When the investigation was begun. */
      opened: z.date().optional(),
    })
    .optional(),
  /** On a page that is no case: the captures that its cells may read. */
  captures: z.array(z.string()).optional(),
});

export type CaseEntry = NonNullable<z.infer<typeof caseSchema>['case']>;
