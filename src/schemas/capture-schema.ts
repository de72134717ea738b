import { z } from 'astro/zod';
import { locales } from '#locale/locale.ts';
import { kinds } from '#model/kind.ts';

/** A text in every language of the site. */
const inEveryLanguage = z.record(z.enum(locales), z.string().min(1));

/** A published capture: its bytes under public/captures, and how, where and when they were made. */
export const captureSchema = z.strictObject({
  /** Under public/captures; the files of one topid session together. */
  files: z.array(z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/)).min(1),
  kind: z.enum(kinds),
  title: inEveryLanguage,
  made: z.strictObject({
    how: inEveryLanguage,
    where: inEveryLanguage,
    when: z.coerce.date().optional(),
  }),
  /** Offered on the open page as a sample to try. */
  sample: z.boolean().default(false),
});
