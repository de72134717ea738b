/** Where lines stand that belong to no release yet. */
const unreleased = '## Unreleased';

export interface Released {
  /** The whole changelog. */
  text: string;
  /** What has changed with the release, without its heading. */
  section: string;
}

/**
 * A changelog after a release: what stood under `## Unreleased` stands under `## VERSION (DATE)`, and
 * the table of versions says the release where it said `Unreleased`.
 *
 * @param date `2026-11-27`
 * @throws Error where there is no such heading, or nothing below it
 */
export function toReleased(text: string, version: string, date: string): Released {
  const lines = text.split('\n');
  const start = lines.indexOf(unreleased);
  if (start < 0) throw new Error(`CHANGELOG.md has no heading “${unreleased}”`);
  const next = lines.findIndex((line, at) => at > start && line.startsWith('## '));
  const end = next < 0 ? lines.length : next;
  const section = lines
    .slice(start + 1, end)
    .join('\n')
    .trim();
  if (!/^- /m.test(section)) {
    throw new Error(`CHANGELOG.md has no line under “${unreleased}”: a release says what has changed`);
  }
  const rest = lines
    .slice(end)
    .join('\n')
    .replace(/^(\|.*\| )Unreleased\b(?=[^|]*\|$)/gm, `$1${version}`);
  const before = lines.slice(0, start).join('\n');
  const parts = [before, unreleased, `## ${version} (${date})`, section, rest];
  return {
    text: `${parts
      .map((part) => part.trim())
      .filter(Boolean)
      .join('\n\n')}\n`,
    section,
  };
}
