import { useCallback, useId, useMemo, useState } from 'preact/hooks';
import { findFirstAlike, toSignature } from '#model/crash/alike.ts';
import type { CrashLog, Frame } from '#model/crash/crash-log.ts';
import { findPlace } from '#model/crash/crash-place.ts';
import { isAsked } from '#model/crash/crash-text.ts';
import { findCrashGuide } from '#model/crash/crash-reasons.ts';
import { findGoRelease, type GoRelease } from '#model/crash/go-release.ts';
import { sharedFrames } from '#model/crash/shared-frames.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { Locale } from '#locale/locale.ts';
import { withState, type StateChange } from '#view/state-change.ts';
import { toColumnName, toColumns, type CrashColumn, type OpenCrashFile } from './columns.ts';
import { Collections } from './Collections.tsx';
import { CrashChoice } from './CrashChoice.tsx';
import { CrashPart } from './CrashPart.tsx';
import { DiffPanel } from './DiffPanel.tsx';
import { findDrawn, toGreatestBytes } from './drawn-goroutine.ts';
import type { FrameContext } from './FrameList.tsx';
import { Goroutines } from './Goroutines.tsx';
import { LinePins } from './LinePins.tsx';
import { MoreAlike } from './MoreAlike.tsx';
import { crashTexts, type CrashTexts } from '#texts/crash.ts';
import { Races } from './Races.tsx';
import { RawLog, type LineRequest } from './RawLog.tsx';
import { Guide, Reason, toReleaseText } from './ReasonPanel.tsx';
import { Registers } from './Registers.tsx';
import { usePrinted } from '#viewer/figure/use-printed.ts';
import { SourceSettings } from '#viewer/source/SourceSettings.tsx';
import { useSourceTemplate } from '#viewer/source/source-template.ts';
import { WaitChart } from './WaitChart.tsx';
import { WaitedAddresses } from './WaitedAddresses.tsx';
import './crash.css';
import './differences.css';

export interface CrashViewProps {
  /** One file, or several that stand side by side. */
  files: readonly OpenCrashFile[];
  state: CrashState;
  onState(next: CrashState): void;
  locale: Locale;
  /** Inside a case: of several crashes what they share and what tells them apart, the rest behind a disclosure. */
  compact?: boolean;
}

/** Crashes of Go programs: the reason first, then the stack, the goroutines, and the log itself. */
export function CrashView({ files, state, onState, locale, compact = false }: CrashViewProps) {
  const texts = crashTexts[locale];
  const template = useSourceTemplate();
  const [request, setRequest] = useState<LineRequest>();
  const pointsIntoLog = state.line !== undefined || state.column !== undefined || Boolean(state.find);
  const [unfolded, setUnfolded] = useState(pointsIntoLog);
  // A log that is not seen cannot be scrolled to its crash; without script what is folded opens all the same.
  const isPrinted = usePrinted();
  const isAtBuild = typeof document === 'undefined';
  const change = useCallback(
    (next: StateChange<CrashState>) => onState(withState(state, next)),
    [state, onState],
  );
  const columns = useMemo(
    () => toColumns(files, state.crash, state.beside),
    [files, state.crash, state.beside],
  );
  const shared = useMemo(() => sharedFrames(columns.map(({ crash }) => crash)), [columns]);
  const greatestBytes = useMemo(() => toGreatestBytes(columns, state.fold ?? []), [columns, state.fold]);
  const places = useMemo(() => columns.map(({ crash }) => toPlace(crash)), [columns]);
  const drawn = useMemo(() => columns.map(({ crash }) => findDrawn(crash, columns.length)), [columns]);
  const guides = useMemo(() => columns.map(({ crash }) => findCrashGuide(crash)), [columns]);
  const firsts = useMemo(() => findFirstAlike(columns.map(({ crash }) => crash)), [columns]);
  const releases = useMemo(() => columns.map(({ crash }) => findGoRelease(crash)), [columns]);

  const chosen = Math.min(Math.max(1, state.column ?? 1), columns.length) - 1;
  const full = columns[chosen];
  if (!full)
    return <CrashlessLog files={files} state={state} change={change} texts={texts} locale={locale} />;
  const showLine = (at: number, line: number): void => {
    change({ line: [line, line], column: at === 0 ? undefined : at + 1 });
    setUnfolded(true);
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
  // In a case a line says it once; elsewhere each has it with the line of its log.
  const commonRelease = compact && columns.length > 1 ? toCommonRelease(releases, texts) : undefined;
  const fold = state.fold ?? [];
  const toContext = (at: number): FrameContext => ({
    fold,
    release: releases[at],
    template,
    place: places[at],
    onLine: (line) => showLine(at, line),
    lineAt: (line) => columns[at]?.file.lines[line - 1] ?? '',
    texts,
  });
  const context = toContext(chosen);
  const { crash, file } = full;
  // What is new is what dumps are put side by side for.
  const areDumps = columns.every((column) => toSignature(column.crash) === undefined);
  // Of crashes for one reason too, but in a case, where each says what the prose is about.
  const differenceLeads = areDumps || (commonReason && !compact);
  const difference = columns.length > 1 && <DiffPanel columns={columns} texts={texts} />;
  const rest = (
    <>
      {!differenceLeads && difference}
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
    </>
  );
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
          {commonGuide && <Guide slug={commonGuide} folded={compact} locale={locale} texts={texts} />}
          <SharedNote shared={shared} texts={texts} />
          {commonRelease !== undefined && (
            <p class="cb-crash-note">
              {texts.release}: {commonRelease}
            </p>
          )}
        </div>
      )}
      {differenceLeads && difference}
      <div
        class="cb-crash-columns"
        data-several={columns.length > 1 || undefined}
        data-compact={(compact && columns.length > 1) || undefined}
      >
        {columns.map((column, at) => {
          const first = firsts[at]!;
          return (
            <CrashPart
              key={column.key}
              column={column}
              several={columns.length > 1}
              compact={compact && columns.length > 1}
              like={first === at ? undefined : columns[first]}
              release={releases[at]}
              guide={commonGuide ? undefined : guides[at]}
              told={commonReason}
              releaseTold={commonRelease !== undefined}
              drawn={drawn[at]}
              shared={shared.length}
              greatestBytes={greatestBytes}
              context={toContext(at)}
              locale={locale}
            >
              {first === at && column.slot === files[0]!.slot && (
                <MoreAlike
                  key={column.key}
                  crashes={column.file.crashes}
                  number={column.number}
                  state={state}
                  isShown={(number) =>
                    columns.some((one) => one.slot === column.slot && one.number === number)
                  }
                  change={change}
                  onLine={(line) => showLine(at, line)}
                  texts={texts}
                />
              )}
            </CrashPart>
          );
        })}
      </div>
      {compact && columns.length > 1 ? (
        <details
          class="cb-crash-rest"
          open={unfolded}
          onToggle={(event) => setUnfolded(event.currentTarget.open)}
        >
          <summary>{texts.rest}</summary>
          {(unfolded || isPrinted || isAtBuild) && rest}
        </details>
      ) : (
        rest
      )}
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

/** What is said of the Go that all were built with; undefined where it is not the same of all. */
function toCommonRelease(
  releases: readonly (GoRelease | undefined)[],
  texts: CrashTexts,
): string | undefined {
  const told = new Set(releases.map((release) => release && toReleaseText(release, texts)));
  return told.size === 1 ? [...told][0] : undefined;
}

const noLines: ReadonlySet<number> = new Set();

function toPinnedLines(pins: CrashState['pins'] = []): ReadonlySet<number> {
  return new Set(pins.flatMap(({ line }) => (line === undefined ? [] : [line])));
}
