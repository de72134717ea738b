import { z } from 'astro/zod';

const charts = ['cpu', 'memory', 'machine-cpu', 'machine-memory'] as const;

/** Elapsed seconds from the first sample, as the links of a view have them. */
const seconds = z.number().min(0);
const text = z.string().trim().min(1);

/** `<Usage>`: a recording of a case, how it is looked at first, and what is noted on its time. */
export const usageSchema = z.strictObject({
  capture: z.string(),
  title: z.string().optional(),
  show: z.array(z.string()).optional(),
  chart: z.enum(['lines', 'stack', 'share']).optional(),
  /** Which charts there are; those of the processes where not said. */
  charts: z.array(z.enum(charts)).min(1).optional(),
  marks: z.array(z.strictObject({ at: seconds, text })).optional(),
  spans: z
    .array(
      z
        .strictObject({ from: seconds, to: seconds, text })
        .refine(({ from, to }) => from < to, { path: ['to'], error: 'is not after from' }),
    )
    .optional(),
  height: z.number().int().min(80).max(800).default(200),
});

type UsageProps = z.output<typeof usageSchema>;

/** What the props set on the view of a recording, under the names that links have for it. */
export function toRecordingState({ show, chart, charts = [] }: UsageProps) {
  return {
    ...(show ? { only: show } : {}),
    ...(chart ? { chart } : {}),
    ...(charts.some((name) => name.startsWith('machine-')) ? { system: true } : {}),
  };
}

/** What the props choose and note; undefined where they do neither. */
export function toAuthorView({ charts, marks = [], spans = [] }: UsageProps) {
  const notes = [...marks.map(({ at, text }) => ({ from: at, text })), ...spans];
  return charts || notes.length > 0 ? { charts, notes } : undefined;
}
