import { expect, test } from 'vitest';
import { shortenSvg } from '#build/shorten-svg.ts';
import { runCells } from '../run-cells.ts';
import { twoProcesses } from './recordings.ts';

/** As it goes into a page, with ids and class names that count on from chart to chart made the same. */
const normalise = (html: string) =>
  shortenSvg(html)
    .replaceAll(/plot-[\w-]+/g, 'plot')
    .replaceAll(/></g, '>\n<');

test('a cell that draws with Plot, as it stands in the page', async () => {
  const { runs, root } = runCells(
    {
      chart:
        "Plot.plot({width: 320, height: 120, ariaLabel: 'Memory', marks: [" +
        "Plot.lineY(capture('run').rows('app', 'idle'), {x: 'time', y: 'memMib', stroke: 'key'})]})",
    },
    { run: twoProcesses() },
  );
  expect((await runs('chart')).error).toBeUndefined();
  expect(normalise(root('chart').innerHTML)).toMatchSnapshot();
});

test("a cell that draws with the site's charts", async () => {
  const { runs, root } = runCells(
    { chart: "charts.usage(capture('run'), {width: 320, height: 120, metric: 'memory'})" },
    { run: twoProcesses() },
  );
  expect((await runs('chart')).error).toBeUndefined();
  expect(normalise(root('chart').innerHTML)).toMatchSnapshot();
});
