import { z } from 'astro/zod';

/** `<Value>`: a number of a capture's recording (`of`, `metric`, `at`) or of a table beside it (`table`, `column`). */
export const valueSchema = z
  .strictObject({
    capture: z.string(),
    of: z.union([z.string(), z.number().int()]).optional(),
    metric: z.enum(['cpu', 'ucpu', 'scpu', 'mem']).optional(),
    at: z.union([z.enum(['first', 'last', 'min', 'max', 'avg']), z.number().min(0)]).optional(),
    table: z.string().optional(),
    column: z.string().optional(),
  })
  .superRefine(({ of, metric, at, table, column }, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (table === undefined) {
      if (metric === undefined) fault('metric', 'cpu, ucpu, scpu or mem; or a table and its column');
      if (of === undefined) fault('of', 'whose? A name, a key or a pid');
      if (at === undefined) fault('at', 'first, last, min, max, avg, or seconds since the first sample');
      if (column !== undefined) fault('column', 'is of a table');
    } else {
      if (column === undefined) fault('column', 'which one of the table?');
      if (metric !== undefined) fault('metric', 'is of a recording; a table has a column');
    }
  });
