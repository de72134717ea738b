/**
 * Drawings in fewer bytes, the same to a tenth of a pixel: numbers without further digits, lines as
 * steps from point to point, without the points in the middle of what is level. Digits are most of
 * what a drawing weighs, and equal steps compress.
 */
export function shortenSvg(html: string): string {
  return html
    .replaceAll(/(\sd=")(M[^"]*)"/g, (_, name: string, path: string) => `${name}${toSteps(path) ?? path}"`)
    .replaceAll(
      /(\s(?:d|transform|points|[xy][12]?|c[xy]|r|width|height)=")([^"]*)"/g,
      (_, name: string, value: string) =>
        `${name}${value.replaceAll(/-?\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1))))}"`,
    );
}

/** `M0,0L2,0L4,0L4,3Z` as `M0,0h4v3Z`; undefined for a path that has more than straight lines. */
export function toSteps(path: string): string | undefined {
  if (!/^(?:[ML]-?[\d.]+,-?[\d.]+|Z)+$/.test(path)) return undefined;
  let steps = '';
  // In tenths of a pixel, so that steps add up.
  let [x, y] = [0, 0];
  let level = 0;
  const flush = () => {
    if (level !== 0) steps += `h${level / 10}`;
    level = 0;
  };
  for (const [, command, toX = '', toY = ''] of path.matchAll(/([MLZ])(?:(-?[\d.]+),(-?[\d.]+))?/g)) {
    if (command === 'Z') {
      flush();
      steps += 'Z';
      continue;
    }
    const [nextX, nextY] = [Math.round(Number(toX) * 10), Math.round(Number(toY) * 10)];
    const [dx, dy] = [nextX - x, nextY - y];
    [x, y] = [nextX, nextY];
    if (command === 'M') {
      flush();
      steps += `M${x / 10},${y / 10}`;
      // A line of one point is a dot where its ends are round: it needs its end.
      continue;
    }
    // Only what goes on in the same direction is one line: there and back is not.
    if (dy === 0 && (level === 0 || Math.sign(dx) === Math.sign(level))) {
      if (dx === 0) steps += level === 0 ? 'h0' : '';
      else level += dx;
      continue;
    }
    flush();
    if (dy === 0) level = dx;
    else steps += dx === 0 ? `v${dy / 10}` : `l${dx / 10},${dy / 10}`;
  }
  flush();
  return steps;
}
