import { useMemo } from 'preact/hooks';
import type { FlameColours } from '#charts/flame-colour.ts';
import type { Locale } from '#locale/locale.ts';
import type { Goroutine } from '#model/crash/crash-log.ts';
import { findSourceUrl } from '#model/source-link.ts';
import { toPackage } from '#model/go-names.ts';
import { MIXED, OTHER_STATE, toGoroutineTree } from '#model/goroutines/goroutine-tree.ts';
import { toOwner } from '#model/owner.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import type { Frame } from '#model/profile/frames.ts';
import type { CrashState } from '#view/crash-state.ts';
import type { StateChange } from '#view/state-change.ts';
import { FlameGraph } from '#viewer/flame/FlameGraph.tsx';
import { Sandwich } from '#viewer/flame/Sandwich.tsx';
import { toHere } from '#viewer/page/here.ts';
import type { FrameContext } from './FrameList.tsx';

/** Goroutines folded by stack, as many as are wide; the callers and callees of one frame say who waits there. */
export function GoroutineFlame({
  goroutines,
  name,
  state,
  change,
  context,
  locale,
}: {
  /** Those that the filters let through. */
  goroutines: readonly Goroutine[];
  /** The file that they are of. */
  name: string;
  state: CrashState;
  change(next: StateChange<CrashState>): void;
  context: FrameContext;
  locale: Locale;
}) {
  const { texts, release, template } = context;
  const folded = useMemo(() => toGoroutineTree(goroutines), [goroutines]);
  const { tree, bare } = folded;
  const colours = useMemo(() => {
    const { states, stateOf, stateOfFrame, others, tree: folds } = folded;
    const legend = states.map((one, at) => ({
      label: one || texts.unknownState,
      colour: `var(--cb-flame-${at})`,
    }));
    if (others > 0) legend.push({ label: texts.otherStates, colour: otherColour });
    if (stateOf.includes(MIXED, 1)) legend.push({ label: texts.mixedStates, colour: mixedColour });
    const byFrame = new Map(folds.frames.map((frame, at) => [frame, toColour(stateOfFrame[at]!)]));
    const colourOf = (frame: Frame): string => byFrame.get(frame) ?? mixedColour;
    const apart: FlameColours = { colourOf, legend };
    const whole: FlameColours = { ...apart, ofNode: (node) => toColour(stateOf[node]!) };
    return { whole, apart };
  }, [folded, texts]);
  const sourceOf = useMemo(
    () =>
      ({ name: frameName, file, line }: Frame): string | undefined => {
        if (file === '' || line === 0) return undefined;
        const owner = toOwner({ function: frameName, package: toPackage(frameName), file });
        return findSourceUrl({ owner, file, fileLine: line }, release?.tag, template);
      },
    [release, template],
  );
  const shared = {
    tree,
    total: tree.total[ROOT]!,
    format: texts.goroutineAmount,
    unit: texts.goroutines,
    sourceOf,
    place: { name, linkOf: toHere, locale },
  };
  const choose = (frame: string | undefined): void => change({ stackFrame: frame });
  return (
    <div class="cb-crash-flame">
      {bare > 0 && <p class="cb-crash-note">{texts.bareGoroutines(bare)}</p>}
      {state.stackFrame === undefined ? (
        <FlameGraph
          {...shared}
          title={texts.goroutinesByStack}
          colours={colours.whole}
          direction="flame"
          zoom={state.stackZoom ?? none}
          onZoom={(path) => change({ stackZoom: path.length > 0 ? path : undefined })}
          onChoose={choose}
        />
      ) : (
        <Sandwich
          {...shared}
          colours={colours.apart}
          direction="flame"
          frame={state.stackFrame}
          onChoose={choose}
        />
      )}
    </div>
  );
}

const none: readonly string[] = [];
const mixedColour = 'var(--cb-flame-root)';
const otherColour = 'var(--cb-flame-runtime)';

function toColour(state: number): string {
  if (state === MIXED) return mixedColour;
  return state === OTHER_STATE ? otherColour : `var(--cb-flame-${state})`;
}
