import { useCallback, useId, useMemo, useState } from 'preact/hooks';
import { findCrashing } from '#model/crash/buckets.ts';
import type { CrashLog, Frame, Goroutine } from '#model/crash/crash-log.ts';
import { findPlace } from '#model/crash/crash-place.ts';
import { isAsked, toGoroutineTitle } from '#model/crash/crash-text.ts';
import { findCrashGuide } from '#model/crash/crash-reasons.ts';
import { findGoRelease } from '#model/crash/go-release.ts';
import { findLongestWaits } from '#model/crash/longest-waits.ts';
import { sharedFrames } from '#model/crash/shared-frames.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { Locale } from '#locale/locale.ts';
import { withState, type StateChange } from '#view/state-change.ts';
import { toBesideNumbers, toColumns, type CrashColumn, type OpenCrashFile } from './columns.ts';
import { Collections } from './Collections.tsx';
import { DiffPanel, toColumnName } from './DiffPanel.tsx';
import type { FrameContext } from './FrameList.tsx';
import { Goroutines } from './Goroutines.tsx';
import { LinePins } from './LinePins.tsx';
import { crashTexts, type CrashTexts } from '#texts/crash.ts';
import { Races } from './Races.tsx';
import { RawLog, type LineRequest } from './RawLog.tsx';
import { Guide, Reason, ReasonPanel } from './ReasonPanel.tsx';
import { Registers } from './Registers.tsx';
import { SourceSettings } from '#viewer/source/SourceSettings.tsx';
import { useSourceTemplate } from '#viewer/source/source-template.ts';
import { StackChart } from './StackChart.tsx';
import { WaitChart } from './WaitChart.tsx';
import { WaitedAddresses } from './WaitedAddresses.tsx';
import './crash.css';

export interface CrashViewProps {
  /** One file, or several that stand side by side. */
  files: readonly OpenCrashFile[];
  state: CrashState;
  onState(next: CrashState): void;
  locale: Locale;
}

/** Crashes of Go programs: the reason first, then the stack, the goroutines, and the log itself. */
export function CrashView({ files, state, onState, locale }: CrashViewProps) {
  const texts = crashTexts[locale];
  const template = useSourceTemplate();
  const [request, setRequest] = useState<LineRequest>();
  const change = useCallback(
    (next: StateChange<CrashState>) => onState(withState(state, next)),
    [state, onState],
  );
  const columns = useMemo(
    () => toColumns(files, state.crash, state.beside),
    [files, state.crash, state.beside],
  );
  const shared = useMemo(() => sharedFrames(columns.map(({ crash }) => crash)), [columns]);
  const greatestBytes = useMemo(() => toGreatest(columns, state.fold ?? []), [columns, state.fold]);
  const places = useMemo(() => columns.map(({ crash }) => toPlace(crash)), [columns]);
  const drawn = useMemo(() => columns.map(({ crash }) => findDrawn(crash, columns.length)), [columns]);
  const guides = useMemo(() => columns.map(({ crash }) => findCrashGuide(crash)), [columns]);
  const releases = useMemo(() => columns.map(({ crash }) => findGoRelease(crash)), [columns]);

  const chosen = Math.min(Math.max(1, state.column ?? 1), columns.length) - 1;
  const full = columns[chosen];
  if (!full)
    return <CrashlessLog files={files} state={state} change={change} texts={texts} locale={locale} />;
  const showLine = (at: number, line: number): void => {
    change({ line: [line, line], column: at === 0 ? undefined : at + 1 });
    setRequest({ line });
  };
  // The same words three times side by side say nothing more.
  const commonGuide =
    columns.length > 1 && guides.every((guide) => guide === guides[0]) ? guides[0] : undefined;
  const commonReason =
    columns.length > 1 &&
    columns.every(
      (one) => one.crash.reason === full.crash.reason && one.crash.reasonKind === full.crash.reasonKind,
    );
  const fold = state.fold ?? [];
  const toContext = (at: number): FrameContext => ({
    fold,
    release: releases[at],
    template,
    place: places[at],
    onLine: (line) => showLine(at, line),
    texts,
  });
  const context = toContext(chosen);
  const { crash, file } = full;
  return (
    <div class="cb-crash">
      <div class="cb-crash-tools">
        <CrashChoice file={files[0]!} state={state} change={change} texts={texts} />
        <FoldChoice fold={fold} change={change} texts={texts} />
        <ul class="cb-crash-legend" aria-label={texts.legend}>
          {(['user', 'std', 'runtime', 'cgo'] as const).map((owner) => (
            <li key={owner} data-owner={owner}>
              {texts.owners[owner]}
            </li>
          ))}
        </ul>
        <SourceSettings key={template} template={template} locale={locale} />
      </div>
      {columns.length > 1 && (
        <div class="cb-crash-common">
          {commonReason && <Reason crash={crash} texts={texts} />}
          {commonGuide && <Guide slug={commonGuide} locale={locale} texts={texts} />}
          <SharedNote shared={shared} texts={texts} />
        </div>
      )}
      <div class="cb-crash-columns" data-several={columns.length > 1 || undefined}>
        {columns.map((column, at) => {
          const goroutine = drawn[at];
          return (
            <section
              key={column.key}
              class="cb-crash-column"
              aria-label={texts.crashNamed(toColumnName(column, texts))}
            >
              {(columns.length > 1 || column.file.crashes.length > 1) && (
                <h3>
                  <bdi>{toColumnName(column, texts)}</bdi>
                  <small>{texts.lines(column.crash.firstLine, column.crash.lastLine)}</small>
                </h3>
              )}
              <ReasonPanel
                column={column}
                release={releases[at]}
                guide={commonGuide ? undefined : guides[at]}
                told={commonReason}
                context={toContext(at)}
                locale={locale}
              />
              {goroutine && goroutine.frames.length > 0 && (
                <StackChart
                  title={toTitle(goroutine, crash, texts)}
                  name={toColumnName(column, texts)}
                  frames={goroutine.frames}
                  shared={shared.length}
                  greatestBytes={greatestBytes}
                  fold={fold}
                  texts={texts}
                  locale={locale}
                />
              )}
            </section>
          );
        })}
      </div>
      {columns.length > 1 && <DiffPanel columns={columns} texts={texts} />}
      {columns.length > 1 && <ColumnChoice columns={columns} chosen={chosen} change={change} texts={texts} />}
      <div class="cb-crash-full" key={full.key}>
        <div class="cb-crash-parts">
          <Races races={crash.races} context={context} />
          {crash.goroutines.length > 0 && (
            <Goroutines
              crash={crash}
              shared={shared.length}
              state={state}
              change={change}
              context={context}
              name={full.name}
              locale={locale}
            />
          )}
          <WaitedAddresses goroutines={crash.goroutines} context={context} />
          <WaitChart goroutines={crash.goroutines} name={full.name} texts={texts} locale={locale} />
          <Registers registers={crash.registers} texts={texts} />
          <Collections
            lines={file.lines}
            name={full.name}
            run={state.run}
            onRun={(run) => change({ run })}
            onLine={context.onLine}
            texts={texts}
            locale={locale}
          />
        </div>
        <div class="cb-crash-beside">
          <RawLog
            name={full.name}
            file={file}
            crash={crash}
            state={state}
            change={change}
            pinned={full.slot === files[0]!.slot ? toPinnedLines(state.pins) : noLines}
            request={request}
            texts={texts}
          />
          {/* Pins belong to the first file, whose state this is. */}
          {full.slot === files[0]!.slot && (
            <LinePins
              key={full.slot}
              pins={state.pins ?? []}
              lines={file.lines.length}
              marked={state.line}
              onPins={(pins) => change({ pins })}
              onLine={context.onLine}
              texts={texts}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** A log without a crash: its collections, and its lines. */
function CrashlessLog(props: {
  files: readonly OpenCrashFile[];
  state: CrashState;
  change(next: StateChange<CrashState>): void;
  texts: CrashTexts;
  locale: Locale;
}) {
  const { files, state, change, texts, locale } = props;
  const [request, setRequest] = useState<LineRequest>();
  const [first] = files;
  if (!first) return null;
  const { name, file } = first;
  const showLine = (line: number): void => {
    change({ line: [line, line] });
    setRequest({ line });
  };
  return (
    <div class="cb-crash">
      <p class="cb-crash-note">{texts.noCrash}</p>
      <div class="cb-crash-full">
        <div class="cb-crash-parts">
          <Collections
            lines={file.lines}
            name={name}
            run={state.run}
            onRun={(run) => change({ run })}
            onLine={showLine}
            texts={texts}
            locale={locale}
          />
        </div>
        <div class="cb-crash-beside">
          <RawLog
            name={name}
            file={file}
            crash={undefined}
            state={state}
            change={change}
            pinned={toPinnedLines(state.pins)}
            request={request}
            texts={texts}
          />
          <LinePins
            pins={state.pins ?? []}
            lines={file.lines.length}
            marked={state.line}
            onPins={(pins) => change({ pins })}
            onLine={showLine}
            texts={texts}
          />
        </div>
      </div>
    </div>
  );
}

/** Which crash of a file that has several, and which one beside it. */
function CrashChoice({
  file: { file },
  state,
  change,
  texts,
}: {
  file: OpenCrashFile;
  state: CrashState;
  change(next: StateChange<CrashState>): void;
  texts: CrashTexts;
}) {
  const { crashes } = file;
  if (crashes.length < 2) return null;
  const number = Math.min(Math.max(1, state.crash ?? 1), crashes.length);
  const [beside] = toBesideNumbers(state.beside);
  const others = (state.beside ?? []).filter((slot) => !/^#\d+$/.test(slot));
  return (
    <>
      <CrashField
        label={texts.crash}
        crashes={crashes}
        number={number}
        onNumber={(next) =>
          change({ crash: next === 1 ? undefined : next, line: undefined, column: undefined })
        }
        texts={texts}
      />
      <CrashField
        label={texts.besideTitle}
        crashes={crashes}
        number={beside}
        none={texts.besideNone}
        onNumber={(next) =>
          change({ beside: next === undefined ? others : [...others, `#${next}`], column: undefined })
        }
        texts={texts}
      />
    </>
  );
}

/** A list of more crashes takes a page longer to draw than a reader to see that it is of no use. */
const mostListed = 500;

/** One crash of a file, from a list that says what each is about; of very many by its number. */
function CrashField({
  label,
  crashes,
  number,
  none,
  onNumber,
  texts,
}: {
  label: string;
  crashes: readonly CrashLog[];
  number: number | undefined;
  /** What it is called that there is none, where there may be none. */
  none?: string;
  onNumber(number: number | undefined): void;
  texts: CrashTexts;
}) {
  const value = number === undefined ? '' : String(number);
  const choose = ({ currentTarget }: { currentTarget: { value: string } }): void => {
    const wanted = Math.trunc(Number(currentTarget.value));
    onNumber(wanted >= 1 ? Math.min(wanted, crashes.length) : undefined);
  };
  return (
    <label>
      <span>{label}</span>
      {crashes.length > mostListed ? (
        <input
          class="cb-field cb-crash-number"
          type="number"
          min={1}
          max={crashes.length}
          placeholder={none}
          value={value}
          onChange={choose}
        />
      ) : (
        <select class="cb-field" value={value} onChange={choose}>
          {none !== undefined && <option value="">{none}</option>}
          {crashes.map(({ reason, reasonKind, recovered, firstLine }, at) => (
            <option key={firstLine} value={String(at + 1)}>
              {texts.crashOption(
                at + 1,
                reason.split('\n')[0]!.slice(0, 80) || texts.kinds[reasonKind],
                recovered,
                firstLine,
              )}
            </option>
          ))}
        </select>
      )}
    </label>
  );
}

function FoldChoice({
  fold,
  change,
  texts,
}: {
  fold: readonly ('runtime' | 'std')[];
  change(next: StateChange<CrashState>): void;
  texts: CrashTexts;
}) {
  const box = (owner: 'runtime' | 'std', label: string) => (
    <label>
      <input
        type="checkbox"
        checked={fold.includes(owner)}
        onChange={(event) => {
          const next = new Set(fold);
          if (event.currentTarget.checked) next.add(owner);
          else next.delete(owner);
          change({ fold: (['runtime', 'std'] as const).filter((one) => next.has(one)) });
        }}
      />
      {label}
    </label>
  );
  return (
    <fieldset class="cb-crash-fold">
      <legend>{texts.fold}</legend>
      {box('runtime', texts.foldRuntime)}
      {box('std', texts.foldStd)}
    </fieldset>
  );
}

function SharedNote({ shared, texts }: { shared: readonly string[]; texts: CrashTexts }) {
  if (shared.length === 0) return <p class="cb-crash-note">{texts.sharedNone}</p>;
  return (
    <p class="cb-crash-sharing">
      {texts.shared(shared.length)}:{' '}
      {shared.map((name, at) => (
        <>
          {at > 0 && ' ← '}
          <code>{name}</code>
        </>
      ))}
    </p>
  );
}

function ColumnChoice({
  columns,
  chosen,
  change,
  texts,
}: {
  columns: readonly CrashColumn[];
  chosen: number;
  change(next: StateChange<CrashState>): void;
  texts: CrashTexts;
}) {
  const group = useId();
  return (
    <fieldset class="cb-crash-choice">
      <legend>{texts.inFull}</legend>
      {columns.map((column, at) => (
        <label key={column.key}>
          <input
            type="radio"
            name={group}
            checked={at === chosen}
            onChange={() => change({ column: at === 0 ? undefined : at + 1, line: undefined })}
          />
          <span>{toColumnName(column, texts)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Where a crash comes from; a dump that was asked for has no such place, and of a race the list says both. */
function toPlace(crash: CrashLog): Frame | undefined {
  return isAsked(crash) || crash.races.length > 0 ? undefined : findPlace(crash);
}

/**
 * The goroutine whose stack is drawn: the one that crashed; where a test ran out of time the one that has
 * waited longest, since the first is only the alarm. Side by side they are compared from the top.
 */
function findDrawn(crash: CrashLog, columns: number): Goroutine | undefined {
  const waiting = findCrashGuide(crash) === 'test-timeout' && columns === 1;
  return (
    (waiting ? findLongestWaits(crash.goroutines, 1)[0]?.goroutines[0] : undefined) ?? findCrashing(crash)
  );
}

/**
 * A goroutine of a profile has a count, one without a header neither number nor state. In a dump, and where
 * an error was logged with its stack, it did not crash.
 */
function toTitle(goroutine: Goroutine, crash: CrashLog, texts: CrashTexts): string {
  const { id, count, state, thread } = goroutine;
  if (id !== undefined || thread) return texts.stackOf(toGoroutineTitle(goroutine));
  if (count > 1) return texts.stackOfMany(count);
  if (state) return texts.stackOf(state);
  if (crash.reasonKind === 'goroutine dump') return texts.stackOfOne;
  return crash.recovered ? texts.stackOfPanic : texts.stack;
}

const noLines: ReadonlySet<number> = new Set();

function toPinnedLines(pins: CrashState['pins'] = []): ReadonlySet<number> {
  return new Set(pins.flatMap(({ line }) => (line === undefined ? [] : [line])));
}

/** The widest bar of the charts that stand side by side. */
function toGreatest(columns: readonly CrashColumn[], fold: readonly ('runtime' | 'std')[]): number {
  let most = 0;
  for (const { crash } of columns) {
    let run = 0;
    for (const frame of findDrawn(crash, columns.length)?.frames ?? []) {
      const size = frame.sizeBytes ?? 0;
      const folded = (frame.owner === 'runtime' || frame.owner === 'std') && fold.includes(frame.owner);
      run = folded ? run + size : size;
      most = Math.max(most, run);
    }
  }
  return most;
}
