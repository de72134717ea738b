import { useMemo } from 'preact/hooks';
import { toPrintable } from '#model/printable.ts';
import type { Granularity } from '#model/profile/frames.ts';
import type { ProfileState } from '#view/profile-state.ts';
import type { StateChange } from '#view/state-change.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import type { Amounts } from './amounts.ts';
import { FrameName, SourcePlace } from './FrameName.tsx';
import type { FrameContext } from './frames.ts';
import { findParts, finer } from './parts-of.ts';
import { findTopLine, type TopLine } from './top-lines.ts';
import type { Shown } from './use-shown.ts';

export interface FrameDetailsProps {
  name: string;
  shown: Shown;
  granularity: Granularity;
  state: ProfileState;
  amounts: Amounts;
  context: FrameContext;
  texts: ProfileTexts;
  change(next: StateChange<ProfileState>): void;
}

/** What is known of the chosen frame, line by line, and what can be done with it. */
export function FrameDetails(props: FrameDetailsProps) {
  const { name, shown, granularity, state, amounts, context, texts, change } = props;
  const { tree, before, after } = shown;
  const line = useMemo(() => findTopLine({ tree, before, after }, name), [tree, before, after, name]);
  return (
    <section class="cb-prof-panel" aria-label={texts.chosen}>
      <header class="cb-prof-panelhead">
        <h3 class="cb-fig-title">
          {line ? (
            <FrameName frame={line.frame} context={context} texts={texts} />
          ) : (
            <bdi>{toPrintable(name)}</bdi>
          )}
        </h3>
        <button type="button" class="cb-prof-button" onClick={() => change({ frame: undefined })}>
          {texts.close}
        </button>
      </header>
      {line ? (
        <>
          <p class="cb-prof-note">
            {texts.owners[context.ownerOf(line.frame)]}
            <SourcePlace frame={line.frame} context={context} texts={texts} />
          </p>
          <dl class="cb-prof-numbers">
            <Amount label={texts.flat} part="flat" line={line} amounts={amounts} texts={texts} />
            <Amount label={texts.cum} part="cum" line={line} amounts={amounts} texts={texts} />
          </dl>
        </>
      ) : (
        <p class="cb-prof-empty">{texts.chosenGone(name)}</p>
      )}
      <div class="cb-prof-tools">
        {line && state.figure !== 'sandwich' && (
          <button
            type="button"
            class="cb-prof-button"
            data-primary
            onClick={() => change({ figure: 'sandwich' })}
          >
            {texts.toSandwich}
          </button>
        )}
        {granularity !== 'lines' && granularity !== 'packages' && (
          <Narrow name={name} state={state} texts={texts} change={change} />
        )}
      </div>
      {line && <Parts {...props} />}
    </section>
  );
}

function Amount({
  label,
  part,
  line,
  amounts,
  texts,
}: {
  label: string;
  part: 'flat' | 'cum';
  line: TopLine;
  amounts: Amounts;
  texts: ProfileTexts;
}) {
  const { before, after } = line;
  const value = line[part];
  return (
    <div>
      <dt>{label}</dt>
      <dd title={amounts.exact(value)}>
        <b>
          {before && after
            ? texts.fromTo(amounts.text(before[part]), amounts.text(after[part]), amounts.signed(value))
            : amounts.text(value)}
        </b>{' '}
        <small>{texts.ofTotal(amounts.share(value))}</small>
      </dd>
    </div>
  );
}

/** The frame as a filter: its name becomes an expression that nothing else matches. */
function Narrow({
  name,
  state,
  texts,
  change,
}: Pick<FrameDetailsProps, 'name' | 'state' | 'texts' | 'change'>) {
  const exact = toExactPattern(name);
  const add = (source: string | undefined): string => (source ? `${source}|${exact}` : exact);
  const button = (label: string, next: StateChange<ProfileState>) => (
    <button type="button" class="cb-prof-button" onClick={() => change({ ...next, zoom: undefined })}>
      {label}
    </button>
  );
  return (
    <>
      {button(texts.focusOn, { focus: exact })}
      {button(texts.ignoreIt, { ignore: add(state.ignore), frame: undefined })}
      {button(texts.hideIt, { hideFrames: add(state.hideFrames), frame: undefined })}
      {button(texts.beginWith, { showFrom: exact })}
    </>
  );
}

/** `^main\.\(\*T\)\.f$` of `main.(*T).f`: with a backslash before all that an expression takes for something else. */
function toExactPattern(name: string): string {
  return `^${name.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')}$`;
}

/** Within the frame: lines of a function or a file, functions of a package. */
function Parts({ name, shown, granularity, amounts, context, texts }: FrameDetailsProps) {
  const { subject, folded, kept } = shown;
  const by = finer[granularity];
  const parts = useMemo(
    () => findParts({ subject, folded, kept }, name, granularity),
    [subject, folded, kept, name, granularity],
  );
  if (!by) return null;
  const known = by === 'functions' ? parts : parts.filter(({ frame }) => frame.line > 0);
  if (known.length === 0) return <p class="cb-prof-note">{texts.sourceNone}</p>;
  const most = Math.max(...known.map(({ cum }) => Math.abs(cum)));
  const isDifference = subject.difference !== undefined;
  const text = isDifference ? amounts.signed : amounts.text;
  return (
    // What scrolls must be within reach of the keyboard.
    <div
      class="cb-prof-lines"
      role="group"
      aria-label={by === 'lines' ? texts.sourceLines : texts.sourceFunctions}
      tabIndex={0}
    >
      <table class="cb-prof-table">
        <thead>
          <tr>
            <th scope="col" class="cb-prof-col-function">
              {by === 'lines' ? texts.columns.line : texts.columns.function}
            </th>
            <th scope="col">{isDifference ? texts.columns.change : texts.columns.flat}</th>
            <th scope="col">{isDifference ? texts.columns.cumChange : texts.columns.cum}</th>
          </tr>
        </thead>
        <tbody>
          {known.slice(0, MOST).map(({ index, frame, flat, cum }) => (
            <tr key={index}>
              <th scope="row" class="cb-prof-col-function">
                <span class="cb-prof-cell">
                  {by === 'functions' && <FrameName frame={frame} context={context} texts={texts} />}
                  <SourcePlace frame={frame} context={context} texts={texts} />
                </span>
              </th>
              <td title={amounts.exact(flat)}>{text(flat)}</td>
              <td
                class="cb-prof-col-cumShare"
                data-sign={isDifference ? Math.sign(cum) : undefined}
                title={amounts.exact(cum)}
                style={{ '--cb-prof-part': `${most === 0 ? 0 : ((Math.abs(cum) / most) * 100).toFixed(2)}%` }}
              >
                {text(cum)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {known.length > MOST && <p class="cb-prof-note">{texts.more(known.length - MOST)}</p>}
    </div>
  );
}

/** Lines of one function or file, or functions of one package, in the page. */
const MOST = 500;
