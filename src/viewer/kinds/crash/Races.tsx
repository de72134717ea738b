import type { DataRace, RaceStack } from '#model/crash/crash-log.ts';
import { FrameList, type FrameContext } from './FrameList.tsx';
import { LineLink } from './LineLink.tsx';

/** The race detector's reports: who wrote, who read, and who made the two. */
export function Races({ races, context }: { races: readonly DataRace[]; context: FrameContext }) {
  const { texts } = context;
  if (races.length === 0) return null;
  return (
    <section aria-label={texts.races}>
      <h3>{texts.races}</h3>
      {races.map(({ accesses, created, line }, at) => (
        <details key={line} class="cb-crash-bucket" open={at < 3}>
          <summary>
            <span class="cb-crash-state">{texts.race(at + 1)}</span> <bdi>{accesses[0]?.title}</bdi>
          </summary>
          {accesses.map((access) => (
            <Stack key={access.line} stack={access} context={context} />
          ))}
          {created.length > 0 && (
            <div class="cb-crash-made">
              <p class="cb-crash-note">{texts.raceMade}</p>
              {created.map((one) => (
                <Stack key={one.line} stack={one} context={context} />
              ))}
            </div>
          )}
        </details>
      ))}
    </section>
  );
}

function Stack({ stack: { title, frames, line }, context }: { stack: RaceStack; context: FrameContext }) {
  const { texts, onLine } = context;
  return (
    <div class="cb-crash-access">
      <p>
        <LineLink line={line} onLine={onLine} texts={texts} /> <bdi>{title}</bdi>
      </p>
      {frames.length > 0 ? (
        <FrameList frames={frames} context={context} />
      ) : (
        <p class="cb-crash-note">{texts.noFrames}</p>
      )}
    </div>
  );
}
