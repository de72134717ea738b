import type { Locale, Messages } from '#locale/locale.ts';
import type { RequestDoc, TypeDoc } from './read-types.ts';

/** A comment in the language of a page, as Markdown of MDX. */
export type Translate = (key: string, comment: string) => string;

const heads: Messages<Record<'members' | 'requests' | 'codes', readonly [string, string]>> = {
  en: {
    members: ['name and type', 'what it is'],
    requests: ['request', 'what it does'],
    codes: ['status', 'codes'],
  },
  'zh-cn': { members: ['名字和类型', '内容'], requests: ['请求', '作用'], codes: ['状态码', '错误代码'] },
};

/**
 * A type as a table, a row a member. Types that stand on the same page are linked.
 *
 * @param onPage names of the types whose tables the page has
 */
export function toMemberTable(
  type: TypeDoc,
  locale: Locale,
  onPage: ReadonlySet<string>,
  translate: Translate,
): string {
  // What is inherited from a type that the page has stands there.
  const members = type.members.filter(({ of }) => of === type.name || !onPage.has(of));
  const rows = members.map(({ name, type: written, optional, comment }) => {
    const code = toCode(written);
    const linked = [...onPage].find((other) => new RegExp(`\\b${other}\\b`).test(written));
    return [
      `${toCode(optional ? `${name}?` : name)}<br />${linked ? `[${code}](#${toId(linked)})` : code}`,
      translate(`${type.name}.${name.replace(/\(.*/s, '()')}`, comment),
    ];
  });
  return inReference(toTable(heads[locale].members, rows), ` id="${toId(type.name)}"`);
}

export function toRequestTable(
  requests: readonly RequestDoc[],
  locale: Locale,
  translate: Translate,
): string {
  const rows = requests.map(({ request, comment }) => [toRequest(request), translate(request, comment)]);
  return inReference(toTable(heads[locale].requests, rows));
}

/** A method, and below it an address that breaks between its parts: it is wide on a phone. */
function toRequest(request: string): string {
  const [method = '', address = ''] = request.split(' ');
  const written = address.replaceAll(/(?<=\/)(?=[^/])|(?=[?&])/g, (_, at: number) =>
    at > 1 ? '<wbr />' : '',
  );
  return `${toCode(method)}<br /><code>${written.replaceAll('&', '&amp;')}</code>`;
}

/** As theme.css has tables of the kind: names in the first column, and room for what they are. */
function inReference(table: string, attributes = ''): string {
  return `<div class="cb-reference"${attributes}>\n\n${table}\n\n</div>`;
}

/** Codes by their status. */
export function toCodeTable(codes: Record<string, number>, locale: Locale): string {
  const byStatus = Map.groupBy(Object.entries(codes), ([, status]) => status);
  const rows = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, entries]) => [
      String(status),
      entries
        .map(([code]) => toCode(code))
        .sort()
        .join(', '),
    ]);
  return toTable(heads[locale].codes, rows);
}

/** Markdown of a comment as MDX takes it in a table: code stays code, all else is text. */
export function toMdx(comment: string, onPage: ReadonlySet<string>): string {
  return comment
    .replace(/\{@link (\w+)\}/g, (_, name: string) =>
      onPage.has(name) ? `[\`${name}\`](#${toId(name)})` : `\`${name}\``,
    )
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/[{}<*_]/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|');
}

function toCode(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** Of a type's table: `type-crashlogjson`. */
function toId(name: string): string {
  return `type-${name.toLowerCase()}`;
}

function toTable(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
