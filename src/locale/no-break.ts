const UNIT = /(?<=\d) (?=(?:%|[KMG]i?B|B|[mµn]?s|min|h|d)(?!\w))/g;

/** A sentence whose numbers stay with their units: no line of it breaks between the two. */
export function keepUnits(sentence: string): string {
  return sentence.replace(UNIT, '\u00a0');
}
