/** How far a line may pass from a point that is left out, in pixels. */
const tolerance = 0.25;

/**
 * Drawings in fewer bytes that look the same: places to a tenth of a pixel, lines as steps from point
 * to point, without points that lie on the line between others, ticks and rules as one line, styles without spaces that say nothing.
 * Digits are most of what a drawing weighs.
 */
export function shortenSvg(html: string): string {
  return html
    .replaceAll(/<style>[^<]*<\/style>/g, (style) => style.replaceAll(/\s*([{};,])\s*|(?<=:) /g, '$1'))
    .replaceAll(/(\sd=")(M[^"]*)"/g, (_, name: string, path: string) => `${name}${toSteps(path) ?? path}"`)
    .replaceAll(
      /(\s(?:d|transform|points|[xy][12]?|c[xy]|r|width|height)=")([^"]*)"/g,
      (_, name: string, value: string) =>
        `${name}${value.replaceAll(/-?\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1))))}"`,
    )
    .replaceAll(movedTick, '<path d="M$2$1" />')
    .replaceAll(level, (_, y: string, to: string, from: string) => `<path d="M${from},${y}H${to}" />`)
    .replaceAll(betweenTicks, '');
}

/** A tick, drawn at 0 and moved to its place; a rule of a grid; and what is between two of either, which are one as well. */
const movedTick = /<path d="M0,0([hv][^"]*)" transform="translate\(([-\d.]+,[-\d.]+)\)" \/>/g;
const level = /<line y2="([-\d.]+)" y1="\1" x2="([-\d.]+)" x1="([-\d.]+)" \/>/g;
const betweenTicks = /(?<=<path d="M[^"]{1,20})" \/><path d="(?=M[^"]{1,20}" \/>)/g;

type Point = readonly [x: number, y: number];

/** `M0,0L2,0L4,0L4,3Z` as `M0,0h4v3Z`; undefined for a path that has more than straight lines. */
export function toSteps(path: string): string | undefined {
  if (!/^(?:M-?[\d.]+,-?[\d.]+(?:L-?[\d.]+,-?[\d.]+)*Z?)+$/.test(path)) return undefined;
  return [...path.matchAll(/M([^MZ]+)(Z?)/g)]
    .map(([, text = '', end = '']) => {
      const points = text.split('L').map((point): Point => {
        const [x = 0, y = 0] = point.split(',').map(Number);
        return [x, y];
      });
      return writeSteps(simplify(points)) + end;
    })
    .join('');
}

/** In tenths of a pixel, so that steps add up. */
function writeSteps(points: readonly Point[]): string {
  const [first, ...others] = points.map(([x, y]): Point => [Math.round(x * 10), Math.round(y * 10)]);
  if (!first) return '';
  let [x, y] = first;
  let steps = `M${x / 10},${y / 10}`;
  others.forEach(([nextX, nextY], at) => {
    const [dx, dy] = [nextX - x, nextY - y];
    [x, y] = [nextX, nextY];
    // A line to its own beginning is a dot, where its ends are round.
    if (dx === 0 && dy === 0) steps += others.length === 1 || at === 0 ? 'h0' : '';
    else if (dy === 0) steps += `h${dx / 10}`;
    else steps += dx === 0 ? `v${dy / 10}` : `l${dx / 10},${dy / 10}`;
  });
  return steps;
}

/** Leaves out what is near enough to the line between what is kept (Douglas and Peucker, 1973). */
function simplify(points: readonly Point[]): Point[] {
  const kept = new Set([0, points.length - 1]);
  const stretches: [number, number][] = [[0, points.length - 1]];
  for (const [from, to] of stretches) {
    let farthest = from;
    let most = tolerance;
    for (let at = from + 1; at < to; at++) {
      const distance = toDistance(points[at] as Point, points[from] as Point, points[to] as Point);
      if (distance > most) [farthest, most] = [at, distance];
    }
    if (farthest === from) continue;
    kept.add(farthest);
    stretches.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, at) => kept.has(at));
}

/** Of a point from the stretch between two others. */
function toDistance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - part * dx, y - y1 - part * dy);
}
