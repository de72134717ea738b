import { z } from 'astro/zod';
import { kinds } from '#model/kind.ts';

const bilingual = z.strictObject({ en: z.string().min(1), 'zh-cn': z.string().min(1) });

/** A published capture: its bytes under public/captures, and how, where and when they were made. */
export const captureSchema = z.strictObject({
  /** Under public/captures; the files of one topid session together. */
  files: z.array(z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/)).min(1),
  kind: z.enum(kinds),
  title: bilingual,
  made: z.strictObject({
    how: bilingual,
    where: bilingual,
    when: z.coerce.date().optional(),
  }),
  /** Offered on the open page as a sample to try. */
  sample: z.boolean().default(false),
});
