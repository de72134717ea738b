import type { FlameChange, FlameTree } from '#charts/flame-tree.ts';
import { toPrintable } from '#model/printable.ts';
import { ROOT } from '#model/profile/call-tree.ts';
import type { FlameTexts } from '#texts/flame.ts';
import type { FlameProps } from './props.ts';
import { toFacts, toPlace } from './facts.ts';
import type { FlameValues } from './values.ts';

export interface FrameLineProps {
  flame: FlameTree;
  /** The frame that the reader is at. */
  node: number | undefined;
  at: number;
  total: number;
  change: FlameChange | undefined;
  values: FlameValues;
  texts: FlameTexts;
  sourceOf: FlameProps['sourceOf'];
  onZoom(node: number): void;
  onChoose: ((name: string) => void) | undefined;
}

/** The frame that was clicked or walked to, in words, with its source and what can be done with it. */
export function FrameLine(props: FrameLineProps) {
  const { flame, node, at, texts, sourceOf, onZoom, onChoose } = props;
  const { tree } = flame;
  if (node === undefined || node === ROOT) {
    return <p class="cb-flame-line cb-fig-note">{onChoose ? texts.hint : texts.hintZoom}</p>;
  }
  const frame = tree.frames[tree.frame[node]!]!;
  const place = toPlace(frame);
  const source = sourceOf?.(frame);
  return (
    <div class="cb-flame-line" role="group" aria-label={texts.frame}>
      <bdi class="cb-flame-name">{toPrintable(frame.name)}</bdi>
      <dl>
        {toFacts({ ...props, node }).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {place !== '' && (
          <div>
            <dt>{texts.place}</dt>
            <dd>
              {source === undefined ? (
                <bdi>{place}</bdi>
              ) : (
                <a href={source} target="_blank" rel="noreferrer">
                  <bdi>{place}</bdi>
                </a>
              )}
            </dd>
          </div>
        )}
      </dl>
      <span class="cb-flame-do">
        {node !== at && (
          <button type="button" class="cb-button" onClick={() => onZoom(node)}>
            {texts.zoomIn}
          </button>
        )}
        {onChoose && (
          <button type="button" class="cb-button" onClick={() => onChoose(frame.name)}>
            {texts.sandwich}
          </button>
        )}
      </span>
    </div>
  );
}
