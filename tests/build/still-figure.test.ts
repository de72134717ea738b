import { expect, test } from 'vitest';
import { createDocument } from '#build/document.ts';
import { OwnIds } from '#build/own-ids.ts';
import { StillFigure } from '#build/still-figure.ts';
import { fillColumn } from '#viewer/figure/build-drawing.ts';

const { mark } = new OwnIds();

function drawChart(): Element {
  const { body } = createDocument(
    '<svg id="c7" aria-hidden="true" aria-label="Memory" aria-description="It grows" width="9"><clipPath id="plot-clip-41"><rect width="1.26" /></clipPath>' +
      '<g clip-path="url(#plot-clip-41)" aria-label="line" tabindex="0" aria-labelledby="c7 none"><path d="M0,0L2,0"></path></g></svg>',
  );
  return body.firstElementChild as Element;
}

const view = (chart: string) =>
  `<label for="i3">Find</label><input id="i3" aria-describedby="c7"><div role="slider" tabindex="0" aria-valuenow="1">${chart}</div>`;

test('a view is still, with a chart in it that nothing reads again', () => {
  const still = new StillFigure(mark);
  const written = still.write(drawChart());
  // What is in the chart is aside: its frame alone is in the view.
  expect(written).not.toContain('path');
  expect(still.toHtml(view(written)).replaceAll(mark, '~')).toBe(
    '<label>Find</label><span data-still="field" class="cb-still"></span>' +
      '<div aria-label="Memory. It grows" role="img"><svg id="~1" aria-hidden="true" width="9"><clippath id="~0"><rect width="1.3" /></clippath>' +
      '<g clip-path="url(#~0)" aria-labelledby="~1 ~2"><path d="M0,0h2" /></g></svg></div>',
  );
});

test('the same view is the same text, whatever was drawn before it', () => {
  const [first, second] = [41, 977].map((count) => {
    const still = new StillFigure(mark);
    const chart = createDocument(drawChart().outerHTML.replaceAll('-41', `-${count}`)).body.firstElementChild;
    return still.toHtml(view(still.write(chart as Element)));
  });
  expect(first).toBe(second);
});

test('each drawing of a page has ids of its own, which no other page has a say in', () => {
  const ids = new OwnIds();
  const drawing = `<p id="${ids.mark}0">`;
  const [page, other] = [{}, {}];
  const given = [
    ids.give(page, drawing),
    ids.give(page, `${drawing}other`),
    ids.give(page, drawing),
    ids.give(other, drawing),
  ];
  expect(new Set(given.slice(0, 3)).size).toBe(3);
  expect(given[3]).toBe(given[0]);
  for (const html of given) expect(html).toMatch(/^<p id="b[\da-f]{5}\d?-0">/);
});

test('a box with a name that scrolls is reached by keys, what is in it is not', () => {
  const view =
    '<div role="group" aria-label="Processes" tabindex="0"><b role="row" tabindex="0">a</b></div><div role="group" aria-label="Zoom" tabindex="-1"></div>';
  expect(new StillFigure(mark).toHtml(view)).toBe(
    '<div role="group" aria-label="Processes" tabindex="0"><b role="row">a</b></div><div role="group" aria-label="Zoom"></div>',
  );
});

test('a drawing fills its column, and has no style of its own that keeps it from that', () => {
  const { body } = createDocument('<svg><style>svg{height:auto}</style><g></g></svg><p></p>');
  for (const chart of body.children) fillColumn(chart);
  expect(body.innerHTML).toBe('<svg preserveAspectRatio="none"><g /></svg><p></p>');
});
