import { useMemo } from 'preact/hooks';
import { toFlameTree } from '#charts/flame-tree.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import { flameTexts } from '#texts/flame.ts';
import { FlameFigure } from './FlameFigure.tsx';
import { FlameFound } from './FlameFound.tsx';
import { NothingDrawn } from './NothingDrawn.tsx';
import type { FlameGraphProps } from './props.ts';

/** Stacks of whatever was counted, as a flame graph or an icicle. */
export function FlameGraph(props: FlameGraphProps) {
  const { tree, change, zoom, onZoom, chosen, onChoose, direction, place } = props;
  const texts = flameTexts[place.locale];
  const title = props.title ?? texts.titles[direction];
  const flame = useMemo(() => toFlameTree(tree, change), [tree, change]);
  const at = useMemo(() => flame.findPath(zoom), [flame, zoom]);
  const chosenFrame = useMemo(() => findFrame(tree.frames, chosen), [tree, chosen]);
  if (flame.size[ROOT] === 0) return <NothingDrawn tree={tree} title={title} place={place} />;
  return (
    <>
      <FlameFound {...props} />
      <FlameFigure
        {...props}
        id={direction}
        title={title}
        flame={flame}
        // What has nothing to show cannot fill the width.
        at={flame.size[at] === 0 ? ROOT : at}
        onZoom={(node) => onZoom(flame.toPath(node))}
        chosen={chosenFrame}
        onChoose={onChoose}
      />
    </>
  );
}

function findFrame(frames: readonly { name: string }[], name: string | undefined): number | undefined {
  const at = name === undefined ? -1 : frames.findIndex((frame) => frame.name === name);
  return at < 0 ? undefined : at;
}
