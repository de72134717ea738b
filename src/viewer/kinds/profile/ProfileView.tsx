import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import { ROOT } from '#model/profile/call-tree.ts';
import { toFound } from '#model/profile/found-share.ts';
import type { Profile } from '#model/profile/profile.ts';
import { toTotal } from '#model/profile/weights.ts';
import type { Locale } from '#locale/locale.ts';
import type { ProfileState } from '#view/profile-state.ts';
import { withState, type StateChange } from '#view/state-change.ts';
import { profileTexts, type ProfileTexts } from '#texts/profile.ts';
import { FlameGraph } from '#viewer/flame/FlameGraph.tsx';
import { Sandwich } from '#viewer/flame/Sandwich.tsx';
import { toHere } from '#viewer/page/here.ts';
import { SourceSettings } from '#viewer/source/SourceSettings.tsx';
import { useSourceTemplate } from '#viewer/source/source-template.ts';
import { toAmounts, type Amounts } from './amounts.ts';
import { CallTreeGrid } from './CallTreeGrid.tsx';
import { Changes, CompareTools, toFaultText } from './Compare.tsx';
import { Facts } from './Facts.tsx';
import { FilterLine, Filters, noFilters, toChips } from './Filters.tsx';
import { FrameDetails } from './FrameDetails.tsx';
import { type FrameContext, toFrameContext } from './frames.ts';
import type { OtherProfile, ShownTrees, Subject } from './shown.ts';
import { toTypeNames } from './SampleTypes.tsx';
import { TakeAll } from './TakeAll.tsx';
import { FrameTools, MainTools, SearchField, toColour } from './Toolbar.tsx';
import { TopTable } from './TopTable.tsx';
import { useCalm } from './use-calm.ts';
import { type Shown, useShown } from './use-shown.ts';
import './profile.css';

export interface ProfileViewProps {
  profile: Profile;
  name: string;
  state: ProfileState;
  onState(next: ProfileState): void;
  locale: Locale;
  /** Inside a case: the figure and what it is of, the rest behind a disclosure. */
  compact?: boolean;
  /** Pixels that a figure takes at most before it scrolls within itself. */
  height?: number | undefined;
  /** Other profiles that are open: what it can be compared with, and added to. */
  others?: readonly OtherProfile[];
  /** The address that shows this view, for a review; the page's own where it is not given. */
  linkOf?: () => string;
}

/** A profile to look at: as a graph, a table or a tree, filtered, searched, and beside another one. */
export function ProfileView(props: ProfileViewProps) {
  const { profile, name, state, onState, locale, compact = false, others = noOthers } = props;
  const texts = profileTexts[locale];
  const change = useCallback(
    (next: StateChange<ProfileState>) => onState(withState(state, next)),
    [state, onState],
  );
  const template = useSourceTemplate();
  const { drawn, isBusy } = useCalm(profile, state);
  const shown = useShown(profile, drawn, others);
  const { subject, read, tree, found } = shown;
  const amounts = useMemo(() => toAmounts(subject), [subject]);
  const context = useMemo(() => toFrameContext(subject.profile, template), [subject, template]);
  // After the first drawing, and before the first click that would wait for it.
  useEffect(() => {
    const timer = setTimeout(() => context.prepare(), 300);
    return () => clearTimeout(timer);
  }, [context]);
  const field = useRef<HTMLInputElement>(null);
  const focusSearch = useCallback(() => field.current?.focus(), []);

  const figure = drawn.figure ?? 'flame';
  const says = figure === 'top' || figure === 'tree';
  const said = useMemo(() => {
    if (!found || !says) return '';
    const { frames, total } = toFound(tree, found);
    return frames === 0 ? texts.searchNone : texts.searchFound(frames, amounts.share(total));
  }, [tree, found, says, amounts, texts]);
  const isEmpty = subject.profile.samples.count === 0 || subject.type === undefined;
  // A comparison that is made here says so itself.
  const isMadeChange = subject.isChange && subject.difference === undefined;
  const tools = { subject, state, texts, change };
  const filters = <Filters read={read} amounts={amounts} {...tools} />;
  const compare = <CompareTools others={others} state={state} texts={texts} change={change} />;
  const search = (
    <SearchField
      field={field}
      name={name}
      text={state.text ?? ''}
      said={said}
      texts={texts}
      onText={(text) => change({ text })}
    />
  );
  const settings = <SourceSettings key={template} template={template} locale={locale} />;
  return (
    <div
      class={compact ? 'cb-prof cb-prof-compact not-content' : 'cb-prof not-content'}
      role="group"
      aria-label={texts.viewLabel(name)}
    >
      {!compact && <Facts profile={profile} isChange={isMadeChange} texts={texts} />}
      {!isEmpty && (
        <>
          <MainTools {...tools} />
          {compact ? (
            search
          ) : (
            <>
              <div class="cb-prof-tools">
                {search}
                <FrameTools {...tools} />
                {compare}
              </div>
              <div class="cb-prof-tools">
                {filters}
                {settings}
              </div>
            </>
          )}
        </>
      )}
      {subject.faults.map((fault, at) => (
        <p key={at} class="cb-remark" role="status">
          {toFaultText(fault, texts)}
        </p>
      ))}
      {isEmpty ? (
        <Empty profile={subject.profile} texts={texts} />
      ) : (
        <>
          <FilterLine
            state={drawn}
            left={() => toLeft(shown, amounts, texts)}
            texts={texts}
            change={change}
          />
          <Body
            {...props}
            state={drawn}
            isBusy={isBusy}
            shown={shown}
            amounts={amounts}
            context={context}
            texts={texts}
            change={change}
            onSearch={focusSearch}
          />
          <TakeAll
            name={name}
            shown={shown}
            amounts={amounts}
            texts={texts}
            linkOf={props.linkOf ?? toHere}
          />
        </>
      )}
      {compact && (
        <details class="cb-prof-rest">
          <summary>{texts.rest}</summary>
          <Facts profile={profile} isChange={isMadeChange} texts={texts} />
          {!isEmpty && (
            <>
              <FrameTools {...tools} />
              {compare}
              {filters}
              {settings}
            </>
          )}
        </details>
      )}
    </div>
  );
}

const noOthers: readonly OtherProfile[] = [];

interface BodyProps extends ProfileViewProps {
  shown: Shown;
  amounts: Amounts;
  context: FrameContext;
  texts: ProfileTexts;
  change(next: StateChange<ProfileState>): void;
  onSearch(): void;
  /** What is drawn is not yet what is asked for. */
  isBusy: boolean;
}

/** The figure, and beside it the frame that is chosen. */
function Body(props: BodyProps) {
  const { name, state, shown, amounts, context, texts, change, isBusy } = props;
  const { subject, tree, before, after } = shown;
  const isNothing = useMemo(
    () => [tree, before, after].every((side) => side?.self.every((value) => value === 0) ?? true),
    [tree, before, after],
  );
  // It stays where it is when nothing is computed, so that what comes into it is said.
  const busy = (
    <p class="cb-prof-busy" role="status">
      {isBusy && texts.computing}
    </p>
  );
  if (isNothing) {
    return (
      <div class="cb-prof-computed" aria-busy={isBusy}>
        {busy}
        <NothingLeft state={state} subject={subject} texts={texts} change={change} />
      </div>
    );
  }
  const sandwich = state.figure === 'sandwich';
  const hasSide = state.frame !== undefined;
  return (
    <div class="cb-prof-computed" aria-busy={isBusy}>
      {busy}
      <div class={hasSide ? 'cb-prof-body cb-prof-split' : 'cb-prof-body'}>
        <div class="cb-prof-main">
          {sandwich && state.frame === undefined && <p class="cb-prof-empty">{texts.chooseFrame}</p>}
          <FigureOf {...props} />
        </div>
        {state.frame !== undefined && (
          <div class="cb-prof-side">
            <FrameDetails
              name={state.frame}
              shown={shown}
              granularity={state.by ?? 'functions'}
              state={state}
              amounts={amounts}
              context={context}
              texts={texts}
              change={change}
            />
          </div>
        )}
      </div>
      {before && after && (
        <Changes
          name={name}
          subject={subject}
          totals={[before.total[ROOT]!, after.total[ROOT]!]}
          lines={shown.lines()}
          amounts={amounts}
          context={context}
          texts={texts}
          onChoose={(frame) => change({ frame })}
        />
      )}
    </div>
  );
}

function FigureOf(props: BodyProps) {
  const { name, state, locale, height, shown, amounts, context, texts, change, onSearch } = props;
  const { subject, tree, before, after, found } = shown;
  const { figure = 'flame', frame } = state;
  const sides = useMemo(() => toSides({ tree, before, after }), [tree, before, after]);
  const choose = (chosen: string | undefined): void => change({ frame: chosen });
  const open = (chosen: string): void => change({ frame: chosen, figure: 'sandwich' });
  const rows = { found, amounts, context, texts, chosen: frame, onChoose: choose, onOpen: open, onSearch };
  if (figure === 'tree') return <CallTreeGrid tree={tree} before={before} after={after} {...rows} />;
  if (figure === 'top' || (figure === 'sandwich' && frame === undefined)) {
    return (
      <TopTable
        lines={shown.lines()}
        isDifference={subject.difference !== undefined}
        granularity={state.by ?? 'functions'}
        order={state.order}
        onOrder={(order) => change({ order: order === '-flat' ? undefined : order })}
        {...rows}
      />
    );
  }
  const { type, unit } = subject.valueType;
  const drawing = {
    tree,
    total: amounts.total,
    format: amounts.text,
    unit: texts.typeOption(type, unit),
    colours: toColour(state, subject.isChange),
    change: sides,
    found,
    sourceOf: context.sourceOf,
    onSearch,
    place: { name, extent: undefined, linkOf: props.linkOf ?? toHere, locale },
    greatestHeight: height,
  };
  if (figure === 'sandwich' && frame !== undefined) {
    return <Sandwich direction="flame" frame={frame} onChoose={choose} {...drawing} />;
  }
  return (
    <FlameGraph
      direction={figure === 'icicle' ? 'icicle' : 'flame'}
      zoom={state.zoom ?? noZoom}
      onZoom={(zoom) => change({ zoom })}
      chosen={frame}
      onChoose={choose}
      {...drawing}
    />
  );
}

const noZoom: readonly string[] = [];

function toSides({ before, after }: ShownTrees): { before: Float64Array; after: Float64Array } | undefined {
  return before && after && { before: before.total, after: after.total };
}

/** How much of the total the filters leave. */
function toLeft({ tree, before, after, subject }: Shown, amounts: Amounts, texts: ProfileTexts): string {
  if (before && after) {
    return texts.leftOfBoth(amounts.text(before.total[ROOT]!), amounts.text(after.total[ROOT]!));
  }
  // As the total is counted, without signs.
  let left = 0;
  for (const value of tree.self) left += Math.abs(value);
  const total = Number(subject.total);
  return texts.left(amounts.text(left), amounts.text(total), amounts.share(left));
}

/** There is a sample type and there are samples, and yet nothing to draw. */
function NothingLeft({
  state,
  subject,
  texts,
  change,
}: {
  state: ProfileState;
  subject: Subject;
  texts: ProfileTexts;
  change(next: StateChange<ProfileState>): void;
}) {
  const isFiltered = toChips(state, texts).length > 0;
  return (
    <div class="cb-prof-empty">
      <p>{isFiltered ? texts.filteredOut : texts.emptyValues(subject.valueType.type)}</p>
      {isFiltered ? (
        <button
          type="button"
          class="cb-prof-button"
          onClick={() => change({ ...noFilters, zoom: undefined })}
        >
          {texts.clearAll}
        </button>
      ) : (
        <OtherTypes profile={subject.profile} texts={texts} />
      )}
    </div>
  );
}

function Empty({ profile, texts }: { profile: Profile; texts: ProfileTexts }) {
  return (
    <div class="cb-prof-empty">
      <p>{texts.empty}</p>
      {profile.sampleTypes.length > 0 && (
        <p>{`${texts.typesTitle}: ${toTypeNames(profile.sampleTypes, texts)}`}</p>
      )}
    </div>
  );
}

/** Which sample types have values, where the one that is shown has none. */
function OtherTypes({ profile, texts }: { profile: Profile; texts: ProfileTexts }) {
  const types = profile.sampleTypes.filter((_, at) => toTotal(profile, at) !== 0n);
  if (types.length === 0) return null;
  return (
    <p>
      {texts.emptyTry(
        toTypeNames(
          types.map(({ type }) => ({ type, unit: '' })),
          texts,
        ),
      )}
    </p>
  );
}
