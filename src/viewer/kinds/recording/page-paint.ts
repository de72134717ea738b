import type { PagePaint } from '#charts/paint-time-chart.ts';

/** The letters and colours that an element has now. Values are asked for once each. */
export function toPagePaint(element: Element): PagePaint {
  const style = getComputedStyle(element);
  const values = new Map<string, string>();
  return {
    fontFamily: style.fontFamily || 'sans-serif',
    colourOf(colour) {
      const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
      if (name === undefined) return colour;
      let value = values.get(name);
      if (value === undefined) values.set(name, (value = style.getPropertyValue(name).trim() || 'gray'));
      return value;
    },
  };
}
