import { LinkValueError } from './link-value-error.ts';
import { decodeText, encodeText } from './percent.ts';
import { linkReason } from './says.ts';
import type { StateFields } from './state-field.ts';

/** What a reader has set on a page itself, whatever capture it shows. */
export interface PageState {
  /** Cells of the page that somebody edited: shown to the receiver of a link, and never run unasked. */
  edits?: SharedEdit[];
}

/** An edited cell of a page. */
export interface SharedEdit {
  /** The cell's name. */
  cell: string;
  /** The text that takes the place of the author's. */
  text: string;
  /** Sixteen hexadecimal digits of the SHA-256 of the author's text that was edited. */
  of: string;
  /** Of a cell that is the reader's own: the cell of the page that it stands behind, empty at the end of the page. */
  after?: string;
}

/**
 *     edits=goal,9f86d081884c7d65,const%20goal%20%3D%201
 *     edits=own-1,e3b0c44298fc1c14,goal%20*%202,goal     (a cell of the reader's own, behind goal)
 */
export const pageFields: StateFields<PageState> = {
  edits: {
    encode: (edits) => edits.map(encodeEdit),
    decode: (raws) => raws.map(decodeEdit),
    repeats: true,
    holds: { cell: 'cell', text: 'code', of: 'digest', after: 'cell' },
    example: [{ cell: 'own-1', text: 'goal * 2', of: '9f86d081884c7d65', after: 'goal' }],
  },
};

function encodeEdit({ cell, of, text, after }: SharedEdit): string {
  const own = after === undefined ? [] : [encodeText(after, ',')];
  return [encodeText(cell, ','), of, encodeText(text, ','), ...own].join(',');
}

function decodeEdit(raw: string): SharedEdit {
  const [cell = '', of = '', text, after, ...more] = raw.split(',');
  if (text === undefined || more.length > 0) {
    throw new LinkValueError(linkReason('link-edit'));
  }
  if (!/^[0-9a-f]{16}$/.test(of)) throw new LinkValueError(linkReason('link-edit-hash', { found: of }));
  const edit = { cell: decodeText(cell), of, text: decodeText(text) };
  return after === undefined ? edit : { ...edit, after: decodeText(after) };
}
