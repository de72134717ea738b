import { toPlaceName, toPrintedSignal } from '#model/crash/crash-text.ts';
import type { Bucket, CrashLog, CrashSignal, Frame } from '#model/crash/crash-log.ts';
import { findCatcher } from '#model/crash/panic-catcher.ts';
import { findSignalCode, findWindowsException } from '#model/crash/signal-meaning.ts';
import { Place, type FrameContext } from './FrameList.tsx';
import { LineLink } from './LineLink.tsx';
import { findOwnFrame } from './own-frame.ts';
import { findReasonPanic } from './reason-panic.ts';

/** Lines of one kind that stand at once; the log has the rest. */
const mostLines = 40;

/**
 * What the log says beside the reason, each with its line: who caught it, where it happened, the other
 * panics, the signal, what the runtime and others said, and who has waited longest.
 */
export function ReasonFacts({
  crash,
  waits,
  context,
}: {
  crash: CrashLog;
  /** The longest waits, where somebody asked for the goroutines. */
  waits: readonly Bucket[];
  context: FrameContext;
}) {
  const { texts, onLine, place } = context;
  const { panics, signal, runtimeLines, contextLines, recovered } = crash;
  const link = (line: number) => <LineLink line={line} onLine={onLine} texts={texts} />;
  const catcher = recovered ? findCatcher(crash) : undefined;
  const chosen = findReasonPanic(crash);
  return (
    <>
      {catcher && (
        <>
          <dt>{texts.caughtBy}</dt>
          <dd>
            {catcher.name && <bdi>{catcher.name}</bdi>}{' '}
            {catcher.frame && (
              <>
                {link(catcher.frame.line)} <code>{toPlaceName(catcher.frame)}</code>
              </>
            )}{' '}
            {catcher.wordsOf && <span>{texts.inWordsOf(catcher.wordsOf)}</span>}
          </dd>
        </>
      )}
      {place && (
        <>
          <dt>{recovered || crash.reasonKind === 'panic' ? texts.place : texts.placeOwn}</dt>
          <dd class="cb-crash-where">
            <PlaceLine frame={place} context={context} />
          </dd>
        </>
      )}
      {waits.length > 0 && (
        <>
          <dt>{texts.longestWaits}</dt>
          <dd>
            <ol class="cb-crash-waits">
              {waits.map((bucket) => (
                <Wait key={bucket.goroutines[0]!.line} bucket={bucket} context={context} />
              ))}
            </ol>
          </dd>
        </>
      )}
      {(panics.length > 1 || panics[0]?.repanicked) && (
        <>
          <dt>{texts.panicsInOrder}</dt>
          <dd>
            <ol>
              {panics.map((panic) => (
                <li key={panic.line} data-chosen={panic === chosen || undefined}>
                  {link(panic.line)} <code>{panic.text}</code>
                  {panic.recovered && <em> {panic.repanicked ? texts.repanicked : texts.recovered}</em>}
                  {panic === chosen && <em> {texts.thisReason}</em>}
                </li>
              ))}
            </ol>
          </dd>
        </>
      )}
      {signal && (
        <>
          <dt>{texts.signal}</dt>
          <dd>
            {link(signal.line)} <PrintedSignal crash={crash} signal={signal} context={context} />{' '}
            <SignalMeaning crash={crash} context={context} />
          </dd>
        </>
      )}
      <Lines title={texts.runtimeSays} lines={runtimeLines} context={context} />
      <Lines title={texts.othersSaid} lines={contextLines} context={context} />
    </>
  );
}

function PrintedSignal(props: { crash: CrashLog; signal: CrashSignal; context: FrameContext }) {
  const { crash, signal, context } = props;
  const { quote, numbers } = toPrintedSignal(crash, signal, context.lineAt(signal.line));
  return (
    <>
      <code>{quote}</code>
      {numbers.map((number) => ` ${number}`)}
    </>
  );
}

/** `(*Port).read` with its file, and the line of the log. */
function PlaceLine({ frame, context }: { frame: Frame; context: FrameContext }) {
  const { texts, onLine } = context;
  return (
    <>
      <LineLink line={frame.line} onLine={onLine} texts={texts} />{' '}
      {frame.function !== '' && <code>{frame.function}</code>}{' '}
      <Place place={frame} owner={frame.owner} context={context} />
    </>
  );
}

function Wait({ bucket, context }: { bucket: Bucket; context: FrameContext }) {
  const { texts, onLine } = context;
  const { count, state, frames, waitMinutes, goroutines } = bucket;
  const own = findOwnFrame(frames);
  return (
    <li>
      <b>{texts.waited(waitMinutes.min, waitMinutes.max)}</b> [{state}] {count > 1 && texts.times(count)}{' '}
      {own ? (
        <PlaceLine frame={own} context={context} />
      ) : (
        <LineLink line={goroutines[0]!.line} onLine={onLine} texts={texts} />
      )}
    </li>
  );
}

/** What the numbers of a signal say, where they say something for certain. */
function SignalMeaning({ crash, context: { texts } }: { crash: CrashLog; context: FrameContext }) {
  const exception = findWindowsException(crash);
  if (exception) {
    const { name, access, addr } = exception;
    const parts = [
      name && texts.exceptions[name],
      access && addr ? texts.accessed[access](addr) : undefined,
    ].filter((part) => part !== undefined);
    return parts.length > 0 ? <span class="cb-crash-meaning">{parts.join(': ')}</span> : null;
  }
  const code = findSignalCode(crash);
  return code ? <span class="cb-crash-meaning">{texts.signalCodes[code]}</span> : null;
}

function Lines({
  title,
  lines,
  context: { texts, onLine },
}: {
  title: string;
  lines: CrashLog['runtimeLines'];
  context: FrameContext;
}) {
  if (lines.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd class="cb-crash-said">
        {lines.slice(0, mostLines).map(({ text, line }, at) => (
          <div key={at}>
            <LineLink line={line} onLine={onLine} texts={texts} /> <code>{text}</code>
          </div>
        ))}
        {lines.length > mostLines && <div>{texts.andMore(lines.length - mostLines)}</div>}
      </dd>
    </>
  );
}
