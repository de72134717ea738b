import { useState } from 'preact/hooks';
import type { FlameTree } from '#charts/flame-tree.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import { toPackage } from '#model/go-names.ts';
import { toPrintable } from '#model/printable.ts';
import type { FlameTexts } from '#texts/flame.ts';

export interface FlamePathProps {
  flame: FlameTree;
  at: number;
  top: number;
  texts: FlameTexts;
  onZoom(node: number): void;
  onUndo(): void;
}

/** Callers that have a button at once, and at most. */
const SHOWN = 8;
const MOST = 400;

/** The way from the whole down to the frame that fills the width, each caller a button. */
export function FlamePath({ flame, at, top, texts, onZoom, onUndo }: FlamePathProps) {
  const [unfolded, setUnfolded] = useState(false);
  if (at === top) return null;
  const { frame, frames } = flame.tree;
  const nodes = flame.nodesTo(at, top);
  const shown = nodes.slice(-(unfolded ? MOST : SHOWN));
  const leftOut = nodes.length - shown.length;
  const nameOf = (node: number): string =>
    node === ROOT ? texts.whole : toPrintable(frames[frame[node]!]!.name);
  const step = (node: number) => (
    <li key={node}>
      <button
        type="button"
        class="cb-link"
        title={nameOf(node)}
        aria-label={nameOf(node)}
        onClick={() => onZoom(node)}
      >
        <bdi>{shorten(nameOf(node))}</bdi>
      </button>
    </li>
  );
  return (
    <nav class="cb-flame-path" aria-label={texts.path}>
      <button type="button" class="cb-button" onClick={onUndo}>
        {texts.undo}
      </button>
      <ol>
        {step(top)}
        {leftOut > 0 && (
          <li>
            <button type="button" class="cb-link" disabled={unfolded} onClick={() => setUnfolded(true)}>
              {texts.callersMore(leftOut)}
            </button>
          </li>
        )}
        {shown.slice(0, -1).map(step)}
        <li aria-current="true" title={nameOf(at)}>
          <bdi>{shorten(nameOf(at))}</bdi>
        </li>
      </ol>
    </nav>
  );
}

/** Without the path of its package. */
function shorten(name: string): string {
  return name.slice(toPackage(name).lastIndexOf('/') + 1);
}
