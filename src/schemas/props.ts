import type { z } from 'astro/zod';

/**
 * Checks what an author wrote on a component against its schema.
 *
 * @throws Error naming the component and the field: `<Usage>: height: expected number, received string`
 */
export function parseProps<S extends z.ZodType>(component: string, schema: S, props: unknown): z.infer<S> {
  const result = schema.safeParse(props);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'props'}: ${message}`);
  throw new Error(`<${component}>: ${faults.join('; ')}`);
}
