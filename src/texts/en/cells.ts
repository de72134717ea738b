import { formatCount } from '#locale/format.ts';

export const texts = {
  more: (count: number) => `${formatCount(count)} more`,
  showMore: (next: number, left: number) => `Show ${formatCount(next)} more of ${formatCount(left)}`,
  compute: (name: string) => `Compute ${name}`,
  methods: 'methods',
  unreadable: (reason: string) => `cannot be read: ${reason}`,
  charactersMore: (count: number) => `… ${formatCount(count)} more characters`,
  tooManyNodes: (count: number, most: number) =>
    `A drawing of ${formatCount(count)} elements is left out: a cell shows at most ${formatCount(most)}.`,
  tooMuchText: (count: number, most: number) =>
    `${formatCount(count)} characters of text are left out: a cell shows at most ${formatCount(most)}.`,
  displaysLeftOut: (count: number, most: number) =>
    `${formatCount(count)} more values were displayed and are left out: a cell shows at most ${formatCount(most)}.`,
  tableRows: (count: number) => (count === 1 ? '1 row' : `${formatCount(count)} rows`),
  tableChosen: (chosen: number, count: number) =>
    `${formatCount(chosen)} of ${formatCount(count)} rows chosen`,
  tableCut: (most: number, count: number) =>
    `The first ${formatCount(most)} of ${formatCount(count)} rows are shown: browsers scroll no further.`,
  chooseRow: (row: number) => `Choose row ${formatCount(row)}`,
  chooseAll: 'Choose all rows',
  table: 'Table',
  noRows: 'No rows',
  found: (count: number, all: number) => `${formatCount(count)} of ${formatCount(all)}`,
  uncaught: 'Not caught:',
  thereAre: (members: string) => `There are ${members}.`,
  didYouMean: (name: string) => `Did you mean ${name}?`,
  noLongerDeclared: (cell: string) => `Cell ${cell} declares it as published; as edited it does not.`,
  noNetwork:
    'An edited cell has no network: every request is refused. capture(name) gives the data of the page, or your own in its place.',
  instead: {
    FileAttachment:
      'Files come as captures: capture(name) gives one that the page names, or your own in its place.',
    sql: 'There is no database here: filter and group rows with JavaScript, or with d3.group and d3.rollup.',
    DatabaseClient: 'There is no database here: capture(name) gives the data of the page.',
    SQLiteDatabaseClient: 'There is no database here: capture(name) gives the data of the page.',
    DuckDBClient:
      'There is no database here: filter and group rows with JavaScript, or with d3.group and d3.rollup.',
    aq: 'Arquero is not here: use d3.group, d3.rollup and the methods of lists.',
    _: 'Lodash is not here: use the methods of lists, and d3.group and d3.rollup.',
    vl: 'Vega-Lite is not here: use Plot.',
    mermaid: 'Mermaid is not here: draw with svg or html.',
    dot: 'Graphviz is not here: draw with svg or html.',
    tex: 'TeX is not here: write formulas as text, or as MathML with html.',
    topojson: 'Maps are not here: a case has no network to load them from.',
    L: 'Leaflet is not here: a case has no network to load maps from.',
    require: 'A cell loads nothing: what it may use is built in.',
    Mutable: 'Declare the value in one cell, and change it by an input: view(Inputs.button(…)).',
    viewof: 'Write const x = view(Inputs.range(…)).',
    DOM: 'Use document, or html and svg.',
    Promises: 'Use await new Promise((resolve) => setTimeout(resolve, 1000)).',
    htl: 'Use html and svg.',
    React: 'React is not here: use html, whose parts may be listeners.',
  } as Readonly<Record<string, string>>,
  insteadOfD3: (name: string, hint: string) =>
    `d3.${name} is not here, d3 has the functions of d3-array alone. ${hint}`,
  insteadOfD3Parts: {
    axis: 'Plot.plot draws axes, and Plot.axisX, Plot.axisY and Plot.gridX change them.',
    colour: 'Use colours, or the color option of Plot.plot: {color: {scheme: "blues"}}.',
    dom: 'Use html and svg, or document.',
    fetch: 'A cell loads nothing: capture(name) gives the data of the page, or your own in its place.',
    format: 'Use toLocaleString, toFixed, or Intl.NumberFormat and Intl.DateTimeFormat.',
    layout:
      'Plot.tree, Plot.cluster, Plot.delaunayMesh, Plot.voronoi, Plot.contour and Plot.hexbin draw such layouts.',
    motion: 'Read now, which changes ten times a second, or write a generator.',
    random: 'Use Math.random.',
    scale:
      'Use Plot.scale({x: {type: "linear", domain: [0, 1], range: [0, 100]}}), whose apply and invert convert.',
    shape: 'Use the marks of Plot: Plot.line, Plot.area, Plot.link, Plot.dot.',
    time: 'Use Plot’s interval option: Plot.binX({y: "count"}, {interval: "minute"}), or Date.',
  },
};
