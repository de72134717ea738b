export const texts = {
  /** Of names that every cell may read. */
  names: {
    Plot: 'Observable Plot, in the site’s type and colours.',
    d3: 'The functions of d3-array.',
    charts: 'The viewer’s own charts, on captures.',
    Inputs: 'Sliders, lists, tables and the like, for view.',
    html: 'A template of HTML: parts are text, nodes or lists.',
    svg: 'A template of SVG, likewise.',
    md: 'A template of Markdown, likewise.',
    capture:
      'capture(name): a capture of the page. capture.names has their names, capture.list(kind) those of a kind.',
    width: 'Pixels across; a cell that reads it runs when they change.',
    dark: 'Whether the theme is dark; likewise.',
    now: 'Milliseconds since 1970, ten times a second.',
    colours: 'The site’s colours as CSS variables: colours.series[0], .muted, .line.',
    Generators: 'Generators.observe(start) and Generators.input(element) give a value again and again.',
    display: 'Shows a value in the cell, as often as it is called.',
    view: 'Shows an input and gives its value; what reads that runs when it changes.',
    invalidation: 'A promise that is kept before the cell runs again: for what has to be ended.',
    visibility: 'visibility() is a promise that is kept once the cell is on screen.',
  } as Readonly<Record<string, string>>,
  declaredBy: (cell: string) => `Declared by cell ${cell}.`,
  seriesOf: (capture: string) => `A process or row of ${capture}.`,
  /** CodeMirror’s own words, where they are to be others. */
  phrases: {} as Record<string, string>,
};
