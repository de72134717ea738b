/** How something is drawn: a line by its dashes, a band by how much of what is behind it it covers. */
export interface Look {
  /** A CSS colour. */
  colour: string;
  /** As `stroke-dasharray` has it. */
  dash?: string | undefined;
  /** As `fill-opacity` has it. */
  opacity?: number | undefined;
}

/** The look of a line, which has no opacity, or of an area, which has no dashes. */
export function lookIn({ colour, dash, opacity }: Look, isArea: boolean): Look {
  return isArea ? { colour, opacity } : { colour, dash };
}

/** The `background` of a swatch: the colour, the dashes of a line in it, or the colour as it stands in a chart. */
export function toSwatch({ colour, dash, opacity }: Look): string {
  if (opacity !== undefined) {
    return `color-mix(in srgb,${colour} ${Math.round(100 * opacity)}%,var(--cb-surface))`;
  }
  if (dash === undefined) return colour;
  let at = 0;
  const stripes = toShortDash(dash).map((length, index) => {
    const from = at;
    at += length;
    return `${index % 2 === 0 ? colour : 'transparent'} ${from}px ${at}px`;
  });
  return `repeating-linear-gradient(${['90deg', ...stripes].join()})`;
}

/** Dashes half as long as in a chart: a swatch is so small that one of them would fill it. */
export function toShortDash(dash: string): number[] {
  return dash.split(' ').map((length) => Number(length) / 2);
}
