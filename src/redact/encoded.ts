/** Runs that may hold percent escapes. */
const percentRun = /[^\s"'<>=&?\uFDD0-\uFDEF]+/gu;
const base64Run = /(?<![\w+/=-])[A-Za-z0-9+/_-]{12,}={0,2}(?![\w+/=-])/g;

/**
 * `%2Fhome%2Fbob` and base64 hide nothing: where what they hold would change, it does.
 *
 * @param mark what a text becomes, which stands there without its percent escapes
 * @param put base64 goes as a whole
 */
export function replaceEncoded(
  text: string,
  mark: (plain: string) => string,
  wouldChange: (plain: string) => boolean,
  put: (token: string) => string,
): string {
  let out = text;
  if (/%[0-9a-f]{2}/i.test(out)) {
    out = out.replace(percentRun, (token) => {
      if (!/%[0-9a-f]{2}/i.test(token)) return token;
      const plain = decodePercent(token);
      return plain === undefined || !wouldChange(plain) ? token : mark(plain);
    });
  }
  return out.replace(base64Run, (token) => {
    const plain = decodeBase64(token);
    return plain === undefined || !wouldChange(plain) ? token : put(token);
  });
}

function decodePercent(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return plain === text || /[\uFDD0-\uFDEF]/.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}

/** The text that base64 holds; undefined for what is none, as most words and paths are. */
function decodeBase64(token: string): string | undefined {
  const digits = token
    .replace(/={1,2}$/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (digits.length % 4 === 1) return undefined;
  try {
    const plain = atob(digits);
    return /^[\t\n\r\x20-\x7e]+$/.test(plain) ? plain : undefined;
  } catch {
    return undefined;
  }
}
