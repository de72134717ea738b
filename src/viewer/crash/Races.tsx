import type { DataRace } from '#model/crash-log.ts';
import { FrameList, type FrameContext } from './FrameList.tsx';
import { LineLink } from './LineLink.tsx';

/** The race detector's reports: who wrote, who read, and who made the two. */
export function Races({ races, context }: { races: readonly DataRace[]; context: FrameContext }) {
  const { texts, onLine } = context;
  if (races.length === 0) return null;
  return (
    <section aria-label={texts.races}>
      <h3>{texts.races}</h3>
      {races.map((race, at) => (
        <details key={race.line} class="cb-crash-bucket" open={at < 3}>
          <summary>
            <span class="cb-crash-state">{texts.race(at + 1)}</span> <bdi>{race.accesses[0]?.title}</bdi>
          </summary>
          {[...race.accesses, ...race.created].map((access) => (
            <div key={access.line} class="cb-crash-access">
              <p>
                <LineLink line={access.line} onLine={onLine} texts={texts} /> <bdi>{access.title}</bdi>
              </p>
              <FrameList frames={access.frames} context={context} />
            </div>
          ))}
        </details>
      ))}
    </section>
  );
}
