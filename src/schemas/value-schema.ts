import { z } from 'astro/zod';

const usage = ['cpu', 'ucpu', 'scpu', 'mem'] as const;
const ofFunction = ['flat', 'cum', 'flat-share', 'cum-share'] as const;
const ofProfile = [...ofFunction, 'total', 'samples', 'duration'] as const;

/**
 * `<Value>`: a number of a capture's recording (`of`, `metric`, `at`), of its profile (`metric`, `of` for a function,
 * `type` for a sample type) or of a table beside it (`table`, `column`).
 */
export const valueSchema = z
  .strictObject({
    capture: z.string(),
    of: z.union([z.string(), z.number().int()]).optional(),
    metric: z.enum([...usage, ...ofProfile]).optional(),
    type: z.string().optional(),
    at: z.union([z.enum(['first', 'last', 'min', 'max', 'avg']), z.number().min(0)]).optional(),
    table: z.string().optional(),
    column: z.string().optional(),
  })
  .superRefine(({ of, metric, at, type, table, column }, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (table === undefined) {
      const isUsage = isOneOf(metric, usage);
      if (metric === undefined)
        fault(
          'metric',
          `${usage.join(', ')} of a recording; ${ofProfile.join(', ')} of a profile; or a table and its column`,
        );
      if (of === undefined && (metric === undefined || isUsage)) fault('of', 'whose? A name, a key or a pid');
      if (of === undefined && isOneOf(metric, ofFunction)) fault('of', 'of which function?');
      if (at === undefined && (metric === undefined || isUsage))
        fault('at', 'first, last, min, max, avg, or seconds since the first sample');
      if (at !== undefined && isOneOf(metric, ofProfile))
        fault('at', 'is of a recording; a profile has no times');
      if (type !== undefined && isUsage) fault('type', 'is of a profile');
      if (column !== undefined) fault('column', 'is of a table');
    } else {
      if (column === undefined) fault('column', 'which one of the table?');
      if (metric !== undefined) fault('metric', 'is of a recording or a profile; a table has a column');
      if (type !== undefined) fault('type', 'is of a profile');
    }
  });

function isOneOf(metric: string | undefined, list: readonly string[]): boolean {
  return metric !== undefined && list.includes(metric);
}
