/**
 * A place in a drawing as a share of its width, for a style sheet: what stands over a drawing that a build has made for one
 * width is in its place where that is shown in another.
 */
export function toShareOfWidth(pixels: number, width: number): string {
  return `${Number(((100 * pixels) / (width || 1)).toFixed(3))}%`;
}
