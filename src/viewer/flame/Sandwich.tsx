import { useMemo, useState } from 'preact/hooks';
import { FlameTree, type FlameChange } from '#charts/flame-tree.ts';
import { toPrintable } from '#model/printable.ts';
import { type CallTree, ROOT, toSelf } from '#model/profile/call-tree.ts';
import { toCallees } from '#model/profile/callees.ts';
import { toCallerTree } from '#model/profile/caller-tree.ts';
import { sumByFrame } from '#model/profile/top.ts';
import { flameTexts } from '#texts/flame.ts';
import { toPlace } from './facts.ts';
import { FlameFigure } from './FlameFigure.tsx';
import { FlameFound } from './FlameFound.tsx';
import { NothingDrawn } from './NothingDrawn.tsx';
import type { SandwichProps } from './props.ts';
import { toFlameValues } from './values.ts';

/** In the trees of both sides: the frame in the middle, which they grow from. */
const MIDDLE = ROOT + 1;

/** A frame between those that call it and those that it calls, wherever it is in the stacks. */
export function Sandwich(props: SandwichProps) {
  const { tree, change, frame: name, total, place, onChoose, sourceOf } = props;
  const texts = flameTexts[place.locale];
  const shownName = toPrintable(name);
  const frame = useMemo(() => tree.frames.findIndex((each) => each.name === name), [tree, name]);
  const sides = useMemo(() => (frame < 0 ? undefined : toSides(tree, frame, change)), [tree, frame, change]);
  const values = toFlameValues(props);
  const back = (
    <button type="button" class="cb-button" onClick={() => onChoose(undefined)}>
      {texts.back}
    </button>
  );
  if (!sides || sides.callees.flame.size.length <= MIDDLE) {
    return (
      <div class="cb-flame-middle">
        <p class="cb-fig-note">{texts.middleNone(shownName)}</p>
        {back}
      </div>
    );
  }
  const { callers, callees, isCut, levels } = sides;
  const { own, all } = sides;
  const source = sourceOf?.(tree.frames[frame]!);
  const placed = toPlace(tree.frames[frame]!);
  return (
    <div class="cb-flame-sandwich">
      <FlameFound {...props} />
      {callers.flame.rowsBelow[MIDDLE] === 0 ? (
        <p class="cb-fig-note">{texts.callersNone}</p>
      ) : (
        <SandwichSide
          {...props}
          side={callers}
          direction="flame"
          id="callers"
          title={texts.callersTitle(shownName)}
        />
      )}
      {isCut && <p class="cb-fig-note">{texts.callersCut(levels)}</p>}
      <div class="cb-flame-middle" role="group" aria-label={texts.middle}>
        <bdi class="cb-flame-name">{shownName}</bdi>
        <span>
          {texts.flat} {values.own(own)} ({values.share(own, total)})
        </span>
        <span>
          {texts.cum} {values.own(all)} ({values.share(all, total)})
        </span>
        {placed !== '' &&
          (source === undefined ? (
            <bdi>{placed}</bdi>
          ) : (
            <a href={source} target="_blank" rel="noreferrer">
              <bdi>{placed}</bdi>
            </a>
          ))}
        {back}
      </div>
      {callees.flame.rowsBelow[MIDDLE] === 0 ? (
        <p class="cb-fig-note">{texts.calleesNone}</p>
      ) : (
        <SandwichSide
          {...props}
          side={callees}
          direction="icicle"
          id="callees"
          title={texts.calleesTitle(shownName)}
        />
      )}
    </div>
  );
}

interface Side {
  flame: FlameTree;
  change: FlameChange | undefined;
}

/** One side, which is zoomed by itself. */
function SandwichSide(props: SandwichProps & { side: Side; id: string; title: string }) {
  const { side, title, place } = props;
  const { flame, change } = side;
  const [zoomed, setZoomed] = useState({ flame, at: MIDDLE });
  if (flame.size[MIDDLE] === 0) return <NothingDrawn tree={flame.tree} title={title} place={place} />;
  return (
    <FlameFigure
      {...props}
      tree={flame.tree}
      change={change}
      flame={flame}
      top={MIDDLE}
      isTopless={true}
      at={zoomed.flame === flame ? zoomed.at : MIDDLE}
      onZoom={(at) => setZoomed({ flame, at })}
    />
  );
}

/** Both sides of a frame; of a difference each with what was before and after, whose trees have the same shape. */
function toSides(
  tree: CallTree,
  frame: number,
  change: FlameChange | undefined,
): { callers: Side; callees: Side; own: number; all: number; isCut: boolean; levels: number } {
  const { tree: above, isCut, levels } = toCallerTree(tree, frame);
  const below = toCallees(tree, frame);
  const ofSide = (total: Float64Array): CallTree => ({ ...tree, total, self: toSelf(tree.parent, total) });
  const [before, after] = change ? [ofSide(change.before), ofSide(change.after)] : [];
  const toSide = (side: CallTree, derive: (from: CallTree) => CallTree): Side => {
    const own = before && after && { before: derive(before).total, after: derive(after).total };
    return { flame: new FlameTree(side, own), change: own };
  };
  return {
    callers: toSide(above, (from) => toCallerTree(from, frame).tree),
    callees: toSide(below, (from) => toCallees(from, frame)),
    // Wherever it is: what a call of itself has of its own is further down among the callees.
    own: sumByFrame(tree).flat[frame]!,
    all: below.total[MIDDLE]!,
    isCut,
    levels,
  };
}
