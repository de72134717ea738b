/** Flags that an expression of Go begins with: `(?i)main`, `(?is)`. */
const LEADING_FLAGS = /^\(\?([ims]+)\)/;

/**
 * A regular expression as pprof's users write it, in Go's syntax (https://pkg.go.dev/regexp/syntax), as far as
 * JavaScript means the same by it; undefined where it is no expression.
 */
export function toPattern(text: string): RegExp | undefined {
  const flags = LEADING_FLAGS.exec(text);
  const source = flags ? text.slice(flags[0].length) : text;
  try {
    return new RegExp(source, flags ? [...new Set(flags[1])].join('') : '');
  } catch {
    return undefined;
  }
}
