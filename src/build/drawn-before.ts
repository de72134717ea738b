import { hashOf } from '#go-toolchain/cache.ts';
import { keptFolder, KeptFiles } from '#go-toolchain/kept-files.ts';
import { keptText } from '#go-toolchain/kept-texts.ts';
import { siteBase } from '#locale/site-path.ts';

/**
 * A text that an earlier build has made of the same, or else what `make` makes. All code of the site counts
 * (src/integrations/drawing-code.ts), and under `npm run dev`, where it changes, everything is made anew.
 *
 * @param parts all that the text depends on besides: what it is, and of what
 * @param isKept whether the next build may have it too
 */
export async function drawnBefore(
  parts: readonly (string | Uint8Array)[],
  make: () => Promise<string>,
  isKept?: (text: string) => boolean,
): Promise<string> {
  const code = import.meta.env.DRAWN_BY;
  if (!code) return make();
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  const hash = hashOf(code, process.version, timeZone, locale, siteBase(), ...parts);
  return keptText(new KeptFiles(keptFolder('drawn')), hash, make, isKept);
}
