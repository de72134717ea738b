import type { PathPrefixes } from '#model/crash/path-prefixes.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { CrashTexts } from '#texts/crash.ts';

/** What `…/` stands for in the names and paths below, and whether they are shown so. */
export function PathNote({
  prefixes,
  paths,
  change,
  texts,
}: {
  prefixes: PathPrefixes;
  paths: CrashState['paths'];
  change(next: StateChange<CrashState>): void;
  texts: CrashTexts;
}) {
  const told = (['functions', 'files', 'goFiles'] as const).filter((of) => prefixes[of] !== '');
  if (told.length === 0) return null;
  const isFull = paths === 'full';
  return (
    <div class="cb-crash-paths">
      <label>
        <input
          type="checkbox"
          checked={!isFull}
          onChange={(event) => change({ paths: event.currentTarget.checked ? undefined : 'full' })}
        />
        <span>{texts.shortPaths}</span>
      </label>
      {!isFull && (
        <ul class="cb-crash-note" aria-label={texts.prefixesLabel}>
          {told.map((of) => (
            <li key={of}>
              {texts.prefixOf[of]} <code>{prefixes[of]}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
