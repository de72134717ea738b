import { describe, expect, test } from 'vitest';
import { type CompletionContext, findOffer, findOffers } from '#viewer/notebook/cell-completions.ts';
import cellDocs from '#viewer/notebook/cell-docs.json';
import { builtinNames } from '#notebook/runtime/builtins.ts';
import { captureTexts } from '#texts/captures.ts';
import { editorTexts } from '#texts/editor.ts';
import { locales } from '#locale/locale.ts';

const context: CompletionContext = {
  names: [...builtinNames.map((name) => ({ name, cell: undefined })), { name: 'goal', cell: 'gogc-rule' }],
  captures: [
    { name: 'run', kind: 'recording' },
    { name: 'log', kind: 'crash-log' },
    { name: 'cpu', kind: 'profile' },
  ],
  seriesOf: (capture) => (capture === 'run' ? ['app', 'idle'] : []),
  texts: [
    'const run = capture("run");\nconst app = capture("run").series("app");',
    'const crash = capture("log")',
  ],
  locale: 'en',
  kindNames: captureTexts.en.kinds,
  editorTexts: editorTexts.en,
};
const namesAt = (before: string) => findOffers(before, context)?.offers.map(({ name }) => name);

describe('what is offered', () => {
  test.each([
    ["capture('", ['run', 'log', 'cpu']],
    ['const a = capture( "l', ['run', 'log', 'cpu']],
    ["capture.list('", ['recording', 'crash-log', 'profile']],
    ["capture('run').series('", ['app', 'idle']],
    ["capture('run').rows('app', '", ['app', 'idle']],
    ["charts.usage(capture('run'), {names: ['", ['app', 'idle']],
    ["charts.usage(capture('run'), {names: ['app', 'i", ['app', 'idle']],
    ["capture('other').series('", []],
    ['capture.', ['names', 'list']],
  ])('%s', (before, names) => {
    expect(namesAt(before)).toEqual(names);
  });

  test.each([
    ['Plot.lin', ['lineY', 'linearRegressionY']],
    ['Plot.plot({marks: [Plot.', ['dot', 'plot']],
    ['Inputs.', ['range', 'table', 'search']],
    ['view(Inputs.s', ['select']],
    ['charts.', ['usage', 'stack']],
    ['d3.', ['rollup', 'mean']],
    ["capture('run').", ['rows', 'statistics', 'window']],
    ["capture('log').", ['frames', 'reason']],
    ["capture('cpu').", ['top']],
    ["capture('run').window(0, Math.min(3, 4)).", ['rows']],
    ["capture('run').series('app').", ['rows', 'pid']],
    ['run.', ['statistics']],
    ['app.', ['pid']],
    ['crash.', ['frames']],
    ['go', ['goal', 'Plot', 'capture']],
    ['', ['goal', 'md']],
    ['`${', ['goal']],
    ["`${{a: 1}} ${'x'} ${go", ['goal']],
    ["// it's\ngo", ['goal']],
    ['/* it\'s "x */ Plot.', ['dot']],
    ["'it\\'s' + go", ['goal']],
    ["'open\ngo", ['goal']],
  ])('%s among others', (before, names) => {
    expect(namesAt(before)).toEqual(expect.arrayContaining(names));
  });

  test('members of one kind are those of that kind alone', () => {
    expect(namesAt("capture('log').")).not.toContain('rows');
    expect(namesAt('capture(name).')).toEqual(expect.arrayContaining(['rows', 'frames', 'top']));
  });

  test.each([
    'unknown.',
    'goal.to',
    'Plot.plot().',
    '"a text',
    "x = 'y",
    '1.',
    '// a ',
    '/* Plot.',
    '`a ',
    "x = 'it\\'s ",
    "capture('run').rows().",
  ])('nothing is made up: %s', (before) => {
    expect(findOffers(before, context)).toBeUndefined();
  });

  test('how much of it is typed', () => {
    expect([findOffers('Plot.lin', context)?.typed, findOffers("capture('ru", context)?.typed]).toEqual([
      3, 2,
    ]);
    expect([findOffers('a + go', context)?.typed, findOffers('a + ', context)?.typed]).toEqual([2, 0]);
  });
});

describe('what is said of a name', () => {
  test.each([
    ['view(Inputs.range([0, 1]))', 14, '(range, options)', 'A slider: Inputs.range('],
    ['Plot.lineY(rows)', 7, '(data, options)', 'line'],
    ["capture('run').statistics()", 18, '(names)', 'largest average CPU first'],
    ['Inputs', 3, '', 'Sliders, lists, tables'],
    ['goal * 2', 1, '', 'Declared by cell gogc-rule.'],
    ["capture('run')", 10, '', 'Recording'],
  ])('%s at %d', (text, at, detail, info) => {
    const offer = findOffer(text, at, context);
    expect(offer?.detail.replace('...', '')).toBe(detail);
    expect(offer?.info).toContain(info);
  });

  test('nothing of what is not known', () => {
    expect(findOffer('Plot.nothing', 7, context)).toBeUndefined();
    expect(findOffer('a + b', 2, context)).toBeUndefined();
  });

  test('in Chinese where it is written, else in English and said to be', () => {
    const chinese = { ...context, locale: 'zh-cn' as const, editorTexts: editorTexts['zh-cn'] };
    expect(findOffer('Inputs.range', 8, chinese)).toMatchObject({
      info: expect.stringMatching(/^滑块/),
      isEnglish: false,
    });
    expect(findOffer('Plot.dot', 6, chinese)).toMatchObject({ isEnglish: true });
  });
});

test('every name that is built in is explained, and everything of ours in every language', () => {
  for (const locale of locales) {
    for (const name of [...builtinNames, 'display', 'view']) {
      expect(editorTexts[locale].names[name], `${locale} ${name}`).toMatch(/.{8}/);
    }
  }
  for (const group of [
    'Inputs',
    'charts',
    'RecordingData',
    'CrashData',
    'ProfileData',
    'SeriesData',
  ] as const) {
    for (const doc of cellDocs[group])
      expect(doc, `${group}.${doc.name}`).toMatchObject({
        en: expect.stringMatching(/./),
        'zh-cn': expect.stringMatching(/./),
      });
  }
});
