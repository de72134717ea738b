/** What was wrong in a link. None of it is fatal: what could be read stands in the view. */
export type LinkProblem = { message: string } & (
  | /** Made by a newer Casebook: what this one knows of it was read. */ { kind: 'newer'; version: number }
  | /** A key that this version does not know; its text is kept as it stood. */ {
      kind: 'unknown';
      key: string;
      value: string;
    }
  | /** A key whose value does not read: a broken escape, a bad number, a name that is none. */ {
      kind: 'bad-value';
      key: string;
      value: string;
    }
  | /** A key that stands once, found again: the first counts. */ {
      kind: 'repeated';
      key: string;
      value: string;
    }
  | /** More entries than are read; those beyond are left out. */ {
      kind: 'too-many';
      key: string;
      count: number;
      most: number;
    }
  | /** The link says that it carries this file, but the data is not there: it was cut. */ {
      kind: 'missing-data';
      key: 'data';
      name: string;
    }
);

/** A value that does not read, thrown by the readers of single values and turned into a problem with its key. */
export class LinkValueError extends Error {
  override name = 'LinkValueError';
}
