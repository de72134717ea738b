import { useMemo, useState } from 'preact/hooks';
import type { Goroutine } from '#model/crash/crash-log.ts';
import { toGoroutineTitle, toPlaceName } from '#model/crash/crash-text.ts';
import { findWaitedAddresses, type WaitedAddress } from '#model/crash/waited-addresses.ts';
import { Place, type FrameContext } from './FrameList.tsx';
import { GoroutineIds } from './GoroutineIds.tsx';
import { LineLink } from './LineLink.tsx';

/** Addresses on the page at first, and with each press of the button. */
const addressStep = 10;
/** So few are all opened. */
const openAddresses = 3;
/** Of those who may hold it. */
const mostHolders = 8;

/** Goroutines that wait for the same lock or channel, and who may have it; nothing where the log shows of none. */
export function WaitedAddresses({
  goroutines,
  context,
}: {
  goroutines: readonly Goroutine[];
  context: FrameContext;
}) {
  const { texts } = context;
  const [limit, setLimit] = useState(addressStep);
  const waited = useMemo(() => findWaitedAddresses(goroutines), [goroutines]);
  if (waited.length === 0) return null;
  return (
    <section class="cb-crash-waited" aria-label={texts.sharedWaits}>
      <h3>{texts.sharedWaits}</h3>
      <p class="cb-crash-note">{texts.sharedWaitsNote}</p>
      {waited.slice(0, limit).map((one) => (
        <Address
          key={`${one.kind} ${one.address}`}
          waited={one}
          open={waited.length <= openAddresses || one.holders.length > 0}
          context={context}
        />
      ))}
      {waited.length > limit && (
        <button type="button" class="cb-button" data-quiet onClick={() => setLimit(limit + addressStep)}>
          {texts.moreAddresses(Math.min(addressStep, waited.length - limit))}
        </button>
      )}
    </section>
  );
}

function Address({ waited, open, context }: { waited: WaitedAddress; open: boolean; context: FrameContext }) {
  const { texts } = context;
  const [shown, setShown] = useState(open);
  const { kind, address, within, waiting, count, holders } = waited;
  const guessed = waiting.filter(({ sure }) => !sure).length;
  const frames = useMemo(() => toPlaces(waited), [waited]);
  return (
    <details class="cb-crash-bucket" open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <span class="cb-crash-count">{texts.times(count)}</span>
        <span class="cb-crash-state">{texts.waitedFor[kind]}</span>
        <code class="cb-crash-address">{within ? texts.withinObject(address) : address}</code>
        {holders.some(({ inCircle }) => inCircle) && (
          <span class="cb-crash-badge" data-warn>
            {texts.circle}
          </span>
        )}
      </summary>
      {shown && (
        <>
          <GoroutineIds goroutines={waiting.map(({ goroutine }) => goroutine)} context={context} />
          <div class="cb-crash-ends">
            {frames.map(({ frame, times }) => (
              <p key={frame.line}>
                {texts.askedIn} <bdi class="cb-crash-creator">{toPlaceName(frame)}</bdi>{' '}
                {frames.length > 1 && texts.times(times)}{' '}
                <LineLink line={frame.line} onLine={context.onLine} texts={texts} />{' '}
                <Place place={frame} owner={frame.owner} context={context} />
              </p>
            ))}
            {guessed > 0 && <p>{texts.guessedWaits(guessed)}</p>}
            {holders.length > 0 && <Holders waited={waited} context={context} />}
          </div>
        </>
      )}
    </details>
  );
}

function Holders({ waited: { kind, holders }, context }: { waited: WaitedAddress; context: FrameContext }) {
  const { texts } = context;
  return (
    <div class="cb-crash-holders">
      <p>
        <b>{kind === 'channel' ? texts.otherEnd : texts.mayHold}</b>{' '}
        <span class="cb-crash-badge">{texts.guess}</span>
      </p>
      <ul>
        {holders.slice(0, mostHolders).map(({ goroutine, frame, inCircle }) => (
          <li key={frame.line}>
            <LineLink line={frame.line} onLine={context.onLine} texts={texts} />{' '}
            <bdi>{toGoroutineTitle(goroutine)}</bdi> <bdi class="cb-crash-creator">{toPlaceName(frame)}</bdi>{' '}
            <Place place={frame} owner={frame.owner} context={context} />
            {inCircle && <span class="cb-crash-circle"> {texts.circleNote}</span>}
          </li>
        ))}
      </ul>
      {holders.length > mostHolders && <p>{texts.andMore(holders.length - mostHolders)}</p>}
    </div>
  );
}

/** Where it was asked for, most first: each place once. */
function toPlaces({ waiting }: WaitedAddress) {
  const places = new Map<string, { frame: NonNullable<(typeof waiting)[number]['frame']>; times: number }>();
  for (const { frame, goroutine } of waiting) {
    if (!frame) continue;
    const key = `${frame.function} ${frame.file}:${frame.fileLine}`;
    const known = places.get(key);
    if (known) known.times += goroutine.count;
    else places.set(key, { frame, times: goroutine.count });
  }
  return [...places.values()].toSorted((a, b) => b.times - a.times).slice(0, mostHolders);
}
