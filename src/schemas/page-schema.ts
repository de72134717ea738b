import { docsSchema } from '@astrojs/starlight/schema';
import { caseSchema } from './case-schema.ts';

/** The frontmatter of a page: Starlight's fields, and those of a case. */
export const pageSchema = docsSchema({ extend: caseSchema });
