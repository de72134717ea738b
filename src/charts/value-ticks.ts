/** Round values from 0 to the greatest, about so many, in units of so many of the chart's own. */
export function toValueTicks(greatest: number, count: number, unit = 1): number[] {
  const most = greatest / unit;
  if (!(most > 0) || !Number.isFinite(most)) return [0];
  const step = roundStep(most / Math.max(1, count));
  const ticks: number[] = [];
  for (let index = 0; index * step <= most * (1 + 1e-9); index++) {
    // By division where steps are parts of one: 3 * 0.1 is no 0.3.
    ticks.push((step < 1 ? index / Math.round(1 / step) : index * step) * unit);
  }
  return ticks;
}

/** The nearest of 1, 2, 5 and their tenfolds. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const part = wanted / power;
  const nearest = part >= Math.sqrt(50) ? 10 : part >= Math.sqrt(10) ? 5 : part >= Math.sqrt(2) ? 2 : 1;
  return nearest * power;
}
