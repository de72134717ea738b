/** Beside the cursor or in a corner of the plot, at its top or its bottom. */
export type TipSpot = `${'left' | 'right'} ${'near' | 'far'} ${'top' | 'bottom'}`;

export interface TipScene {
  /** The cursor, in pixels from the figure's left. */
  x: number;
  /** Of the figure. */
  width: number;
  height: number;
  /** From where to where the plot goes. */
  edges: readonly [top: number, bottom: number];
  /** From where to where across. */
  sides: readonly [left: number, right: number];
  /** How much is covered by a box. */
  count(x1: number, y1: number, x2: number, y2: number): number;
}

/** Pixels between the cursor and the box. */
export const APART = 12;

/** Between a box and the edges of the plot. */
const INSET = 4;

/** What a place far from the cursor has to save before it is taken: cells of what is drawn. */
const FAR = 12;

/** How far from the cursor it may be: so many of the box' widths. Further away, its values are no longer seen to be the cursor's. */
const REACH = 1.5;

/** What another place has to save before a box leaves the one that it has. */
const STAY = 8;

const spots: readonly TipSpot[] = [
  'right near top',
  'left near top',
  'right near bottom',
  'left near bottom',
  'left far top',
  'right far top',
  'left far bottom',
  'right far bottom',
];

/**
 * Where a box covers least of what is drawn: beside the cursor, on either side, else in a corner of the plot that is not
 * far from it. It stays where it was as long as no other place is clearly better, so that it does not jump with each step.
 *
 * @returns undefined where it has no room anywhere
 */
export function findSpot(
  scene: TipScene,
  { width, height }: { width: number; height: number },
  last?: TipSpot,
): TipSpot | undefined {
  let best: { spot: TipSpot; cost: number } | undefined;
  for (const spot of spots) {
    const [left, top] = cornerOf(spot, scene, width, height);
    if (left < 0 || left + width > scene.width) continue;
    const isFar = spot.includes('far');
    const away = Math.max(left - scene.x, scene.x - left - width);
    // A corner that the cursor is in is none, nor is one out of its reach.
    if (isFar && (away < APART || away > REACH * width)) continue;
    const covered = scene.count(left, top, left + width, top + height);
    const cost = covered + (isFar ? FAR : 0) - (spot === last ? STAY : 0);
    if (!best || cost < best.cost) best = { spot, cost };
  }
  return best?.spot;
}

function cornerOf(
  spot: TipSpot,
  { x, edges, sides }: TipScene,
  width: number,
  height: number,
): [left: number, top: number] {
  const [isLeft, isFar] = [spot.startsWith('left'), spot.includes('far')];
  const near = isLeft ? x - APART - width : x + APART;
  const far = isLeft ? sides[0] + INSET : sides[1] - INSET - width;
  const top = edges[0] + INSET;
  return [isFar ? far : near, spot.endsWith('top') ? top : Math.max(top, edges[1] - INSET - height)];
}

/** A spot as a box is placed by it: from the edges that it is at, whatever its own size turns out to be. */
export function toInsets(
  spot: TipSpot,
  { x, width, height, edges, sides }: TipScene,
): Record<'left' | 'right' | 'top' | 'bottom', string> {
  const [isLeft, isFar] = [spot.startsWith('left'), spot.includes('far')];
  const px = (pixels: number): string => `${pixels}px`;
  const isLeftBound = isLeft === isFar;
  return {
    left: isLeftBound ? px(isFar ? sides[0] + INSET : x + APART) : 'auto',
    right: isLeftBound ? 'auto' : px(width - (isFar ? sides[1] - INSET : x - APART)),
    top: spot.endsWith('top') ? px(edges[0] + INSET) : 'auto',
    bottom: spot.endsWith('top') ? 'auto' : px(height - edges[1] + INSET),
  };
}
