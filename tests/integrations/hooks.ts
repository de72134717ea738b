import type { AstroIntegration } from 'astro';

/** What an integration says to the build's log. */
export interface Said {
  info: string[];
}

/** Calls a hook as Astro does, with what the test gives of its options. @throws Error where there is none */
export async function callHook(
  { name, hooks }: AstroIntegration,
  hook: keyof AstroIntegration['hooks'],
  options: object,
): Promise<Said> {
  const act = hooks[hook] as ((options: object) => unknown) | undefined;
  if (!act) throw new Error(`${name} has no ${hook}`);
  const said: Said = { info: [] };
  await act({ logger: { info: (text: string) => said.info.push(text) }, ...options });
  return said;
}
