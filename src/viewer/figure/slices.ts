/**
 * A drawing in slices that stand below one another as the whole did: a sheet of paper ends between two of them, where one
 * drawing would move to the next as a whole and leave the rest of this one blank.
 *
 * @param cuts where it may be cut, in pixels from its top, upwards
 */
export function toSlices(svg: Element, cuts: readonly number[]): Element[] {
  const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name)));
  const ends = [...cuts.filter((cut) => cut > 0 && cut < height!), height!];
  return ends.map((end, at) => {
    const top = at === 0 ? 0 : ends[at - 1]!;
    const slice = svg.cloneNode(true) as SVGElement;
    slice.setAttribute('viewBox', `0 ${top} ${width} ${end - top}`);
    slice.setAttribute('height', String(end - top));
    slice.style.overflow = 'hidden';
    return slice;
  });
}
