/**
 * What can be said, by code: a sentence of each code's parameters, in one language. The English
 * table of a subject stands beside what says it, and is the catalogue of its codes: other languages
 * fill what `Codes` makes of it, or do not compile.
 */
export type Sentences = Readonly<Record<string, (params: never) => string>>;

/** Of a code whose sentence is always the same. */
export type NoParams = Readonly<Record<string, never>>;

/** The codes of a table, and what each takes. */
export type Codes<Table extends Sentences> = {
  [Code in keyof Table]: Parameters<Table[Code]> extends [infer Params] ? Params : NoParams;
};

/** A sentence for each code of a catalogue, in any language. */
export type Translation<Catalogue> = {
  readonly [Code in keyof Catalogue]: (params: Catalogue[Code]) => string;
};

/** One of the codes of a catalogue, with its parameters, and its sentence in English. Plain data. */
export type Said<Catalogue> = {
  [Code in keyof Catalogue]: { code: Code; params: Catalogue[Code]; message: string };
}[keyof Catalogue];

/** Says what stands in an English table: `const say = toSay(gobProblems); say('gob-zeros', { from, bytes })`. */
export function toSay<Table extends Sentences>(table: Table) {
  return <Code extends keyof Table>(
    code: Code,
    ...params: Parameters<Table[Code]>
  ): Said<Pick<Codes<Table>, Code>> => {
    const [given = {} as Codes<Table>[Code]] = params as readonly Codes<Table>[Code][];
    return { code, params: given, message: table[code]!(given as never) };
  };
}

/**
 * What was said, in the language of a table; the English sentence where the table has not its code, or it
 * has not all the parameters of the table's sentence: it may come from another version.
 */
export function translate(
  table: Readonly<Record<string, (params: never) => string>>,
  { code, params, message }: { code: string; params?: object | undefined; message: string },
): string {
  if (!Object.hasOwn(table, code)) return message;
  const watched = new Proxy(params ?? {}, {
    get(of, name): unknown {
      if (!Object.hasOwn(of, name)) throw new MissingParam();
      return Reflect.get(of, name);
    },
  });
  try {
    return table[code]!(watched as never);
  } catch (error) {
    if (error instanceof MissingParam) return message;
    throw error;
  }
}

/** Ends a sentence at the first of its parameters that is not there, before something is made of it. */
class MissingParam extends Error {
  override name = 'MissingParam';
}
