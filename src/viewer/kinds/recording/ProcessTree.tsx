import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { withMinus } from '#locale/minus.ts';
import { toPlainName } from '#model/recording/series-label.ts';
import { walkTree, type SnapshotTree, type TreeNode } from '#model/recording/snapshot-tree.ts';
import type { SnapshotDifference } from '#model/recording/snapshot-difference.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatSigned } from './numbers.ts';
import { ScrollText } from './ScrollText.tsx';
import type { TreeLink } from './tree-link.ts';
import { toTreeRows, type TreeRow } from './tree-rows.ts';

export interface ProcessTreeProps {
  tree: SnapshotTree;
  /** The memory column is MiB, which topid calls MB; else it is as the text has it. */
  megabytes: boolean;
  label: string;
  startsFolded: boolean;
  /** To the snapshot before, as columns. */
  difference?: SnapshotDifference | undefined;
  /** To the series in the charts, where there are some. */
  link?: TreeLink | undefined;
  texts: RecordingTexts;
}

/** Rows shown at once; a search finds what is beyond. */
const MOST = 1500;

/** A process tree to fold and search, with the keys that trees have: arrows, Home, End, Enter. */
export function ProcessTree(props: ProcessTreeProps) {
  const { tree, megabytes, label, startsFolded, difference, link, texts } = props;
  const parents = useMemo(
    () => [...walkTree(tree.roots)].filter(({ children }) => children.length > 0).map(({ row }) => row),
    [tree],
  );
  const [folded, setFolded] = useState<ReadonlySet<number>>(() => new Set(startsFolded ? parents : []));
  const [search, setSearch] = useState('');
  const [current, setCurrent] = useState(0);
  const listRef = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => toTreeRows(tree.roots, folded, search), [tree, folded, search]);
  const shown = rows.slice(0, MOST);
  const active = shown.some(({ node }) => node.row === current) ? current : shown[0]?.node.row;

  const fold = (row: number, isFolded: boolean): void => {
    const next = new Set(folded);
    if (isFolded) next.add(row);
    else next.delete(row);
    setFolded(next);
  };
  const focus = (row: number | undefined): void => {
    if (row === undefined) return;
    setCurrent(row);
    listRef.current?.querySelector<HTMLElement>(`[data-row="${row}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, row: TreeRow): void => {
    const at = shown.indexOf(row);
    const { node, expanded, parent } = row;
    const key = link?.keyOf(node.pid);
    switch (event.key) {
      case 'ArrowDown':
        focus(shown[at + 1]?.node.row);
        break;
      case 'ArrowUp':
        focus(shown[at - 1]?.node.row);
        break;
      case 'Home':
        focus(shown[0]?.node.row);
        break;
      case 'End':
        focus(shown[shown.length - 1]?.node.row);
        break;
      case 'ArrowRight':
        if (expanded === false) fold(node.row, false);
        else if (expanded) focus(shown[at + 1]?.node.row);
        break;
      case 'ArrowLeft':
        if (expanded) fold(node.row, true);
        else focus(parent);
        break;
      case 'Enter':
        if (key !== undefined) link?.showOnly(key);
        else if (expanded !== undefined) fold(node.row, expanded);
        break;
      case ' ':
        if (expanded !== undefined) fold(node.row, expanded);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  // What is pointed at in the charts is marked here, without a render.
  const cursor = link?.cursor;
  useEffect(() => {
    if (!cursor) return undefined;
    return cursor.listen(() => {
      const pointed = cursor.emphasis ?? cursor.nearest;
      for (const row of listRef.current?.querySelectorAll<HTMLElement>('[data-line]') ?? []) {
        row.toggleAttribute('data-pointed', pointed !== undefined && row.dataset['line'] === pointed);
      }
    });
  }, [cursor]);
  useEffect(() => () => cursor?.setEmphasis(undefined), [cursor]);

  const { treeColumn } = texts;
  const columns = [
    treeColumn.pid,
    treeColumn.prio,
    ...(tree.split ? [treeColumn.ucpu, treeColumn.scpu] : [treeColumn.cpu]),
    megabytes ? treeColumn.mem : treeColumn.memAsIs,
    ...(difference ? [treeColumn.cpuChange, treeColumn.memChange] : []),
  ];
  return (
    <div class="cb-rec-tree">
      <div class="cb-rec-filters">
        <label class="cb-labelled">
          <span>{texts.snapshotSearch}</span>
          <input
            type="search"
            class="cb-rec-input"
            size={14}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        <span class="cb-rec-note" role="status">
          {search.trim() === '' ? '' : texts.snapshotFound(rows.filter(({ found }) => found).length)}
        </span>
        <button type="button" class="cb-rec-small" onClick={() => setFolded(new Set())}>
          {texts.expandAll}
        </button>
        <button type="button" class="cb-rec-small" onClick={() => setFolded(new Set(parents))}>
          {texts.collapseAll}
        </button>
      </div>
      <div class="cb-rec-treebox" data-changes={difference !== undefined || undefined}>
        <div class="cb-rec-treehead" aria-hidden="true">
          <span class="cb-rec-treename">{treeColumn.name}</span>
          <span class="cb-rec-treecells">
            {columns.map((column) => (
              <span key={column} class="cb-rec-treecell">
                {column}
              </span>
            ))}
          </span>
        </div>
        <div ref={listRef} role="tree" aria-label={texts.treeOf(label, [treeColumn.name, ...columns])}>
          {shown.map((row) => {
            const key = link?.keyOf(row.node.pid);
            const line = key === undefined ? undefined : link?.lineOf(key);
            const name = nameOf(row.node, texts);
            return (
              <div
                key={row.node.row}
                role="treeitem"
                class={row.found ? 'cb-rec-treerow cb-rec-treefound' : 'cb-rec-treerow'}
                data-row={row.node.row}
                data-line={line?.key}
                data-alone={(key !== undefined && link?.isOnly(key)) || undefined}
                tabIndex={row.node.row === active ? 0 : -1}
                aria-level={row.level}
                aria-expanded={row.expanded}
                aria-posinset={row.position}
                aria-setsize={row.siblings}
                aria-selected={key === undefined ? row.node.row === active : link?.isOnly(key) === true}
                onFocus={() => {
                  setCurrent(row.node.row);
                  cursor?.setEmphasis(line?.key);
                }}
                onBlur={() => cursor?.setEmphasis(undefined)}
                onPointerEnter={() => cursor?.setEmphasis(line?.key)}
                onPointerLeave={() => cursor?.setEmphasis(undefined)}
                onKeyDown={(event) => onKeyDown(event, row)}
                onClick={(event) => {
                  const isSwatch = (event.target as Element).closest('[data-swatch]') !== null;
                  if (isSwatch && key !== undefined) link?.showOnly(key);
                  else if (row.expanded !== undefined) fold(row.node.row, row.expanded);
                }}
              >
                <span
                  class="cb-rec-treename"
                  style={{ paddingInlineStart: `${(row.level - 1) * 12}px` }}
                  title={name}
                >
                  <span class="cb-rec-twist" aria-hidden="true">
                    {row.expanded === undefined ? '' : row.expanded ? '▾' : '▸'}
                  </span>
                  {key !== undefined && (
                    <span
                      class="cb-rec-treeswatch"
                      data-swatch
                      aria-hidden="true"
                      title={texts.treeOnly}
                      style={{ '--cb-rec-colour': line?.swatch ?? 'transparent' }}
                    />
                  )}
                  <bdi class={`cb-rec-tree-${row.node.kind}`}>{name}</bdi>
                </span>
                <span class="cb-rec-treecells">
                  {[...cellsOf(row.node, tree.split), ...changesOf(row.node, difference, texts)].map(
                    (cell, index) => (
                      <span key={index} class="cb-rec-treecell">
                        {cell}
                      </span>
                    ),
                  )}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {rows.length > MOST && <p class="cb-rec-note">{texts.tableRows(MOST, rows.length)}</p>}
      {difference && difference.gone.length > 0 && (
        <p class="cb-rec-note">
          {texts.snapshotGone(
            difference.gone.map((node) => `${nameOf(node, texts)} ${node.pid ?? ''}`.trim()),
          )}
        </p>
      )}
      {link && <p class="cb-rec-note">{texts.treeHelp}</p>}
      {tree.unread.length > 0 && (
        <ScrollText label={texts.snapshotRest} text={tree.unread.slice(0, 20).join('\n')} />
      )}
    </div>
  );
}

function cellsOf(node: TreeNode, split: boolean): string[] {
  const { pid, priority, userCpu, systemCpu, mem } = node;
  const cpu = split ? [userCpu.toFixed(2), (systemCpu ?? 0).toFixed(2)] : [userCpu.toFixed(2)];
  return [pid === undefined ? '' : String(pid), String(priority), ...cpu, String(mem)];
}

function changesOf(
  { row }: TreeNode,
  difference: SnapshotDifference | undefined,
  texts: RecordingTexts,
): string[] {
  if (!difference) return [];
  const change = difference.rows.get(row);
  if (change === undefined) return ['', ''];
  return change === 'new' ? [texts.snapshotNew, ''] : [formatSigned(change.cpu), toSignedCount(change.mem)];
}

/** Of what the text counts in whole numbers. */
function toSignedCount(count: number): string {
  return count > 0 ? `+${count}` : withMinus(String(count));
}

function nameOf(node: TreeNode, texts: RecordingTexts): string {
  const name = toPlainName(node.name);
  if (node.kind === 'thread') return `<${name}>`;
  if (node.kind === 'threads')
    return `<${name}> ${texts.threads(node.count)}${node.ids.length > 0 ? `: ${node.ids.join(' ')}` : ''}`;
  return name;
}
