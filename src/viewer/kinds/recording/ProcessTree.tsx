import { useMemo, useRef, useState } from 'preact/hooks';
import { toPlainName } from '#model/recording/series-label.ts';
import { walkTree, type SnapshotTree, type TreeNode } from '#model/recording/snapshot-tree.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { ScrollText } from './ScrollText.tsx';
import { toTreeRows, type TreeRow } from './tree-rows.ts';

export interface ProcessTreeProps {
  tree: SnapshotTree;
  /** The memory column is MB; else it is as the text has it. */
  megabytes: boolean;
  label: string;
  startsFolded: boolean;
  texts: RecordingTexts;
}

/** Rows shown at once; a search finds what is beyond. */
const MOST = 1500;

/** A process tree to fold and search, with the keys that trees have: arrows, Home, End, Enter. */
export function ProcessTree({ tree, megabytes, label, startsFolded, texts }: ProcessTreeProps) {
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
      case ' ':
        if (expanded !== undefined) fold(node.row, expanded);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  const { treeColumn } = texts;
  const columns = [
    treeColumn.pid,
    treeColumn.prio,
    ...(tree.split ? [treeColumn.ucpu, treeColumn.scpu] : [treeColumn.cpu]),
    megabytes ? treeColumn.mem : treeColumn.memAsIs,
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
      <div class="cb-rec-treebox">
        <div class="cb-rec-treehead" aria-hidden="true">
          <span class="cb-rec-treename">{treeColumn.name}</span>
          {columns.map((column) => (
            <span key={column} class="cb-rec-treecell">
              {column}
            </span>
          ))}
        </div>
        <div ref={listRef} role="tree" aria-label={texts.treeOf(label, [treeColumn.name, ...columns])}>
          {shown.map((row) => (
            <div
              key={row.node.row}
              role="treeitem"
              class={row.found ? 'cb-rec-treerow cb-rec-treefound' : 'cb-rec-treerow'}
              data-row={row.node.row}
              tabIndex={row.node.row === active ? 0 : -1}
              aria-level={row.level}
              aria-expanded={row.expanded}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-selected={row.node.row === active}
              onFocus={() => setCurrent(row.node.row)}
              onKeyDown={(event) => onKeyDown(event, row)}
              onClick={() => {
                if (row.expanded !== undefined) fold(row.node.row, row.expanded);
              }}
            >
              <span class="cb-rec-treename" style={{ paddingInlineStart: `${(row.level - 1) * 14}px` }}>
                <span class="cb-rec-twist" aria-hidden="true">
                  {row.expanded === undefined ? '' : row.expanded ? '▾' : '▸'}
                </span>
                <bdi class={`cb-rec-tree-${row.node.kind}`}>{nameOf(row.node, texts)}</bdi>
              </span>
              {cellsOf(row.node, tree.split).map((cell, index) => (
                <span key={index} class="cb-rec-treecell">
                  {cell}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
      {rows.length > MOST && <p class="cb-rec-note">{texts.tableRows(MOST, rows.length)}</p>}
      {tree.unread.length > 0 && (
        <ScrollText label={texts.snapshotText} text={tree.unread.slice(0, 20).join('\n')} />
      )}
    </div>
  );
}

function cellsOf(node: TreeNode, split: boolean): string[] {
  const { pid, priority, userCpu, systemCpu, mem } = node;
  const cpu = split ? [userCpu.toFixed(2), (systemCpu ?? 0).toFixed(2)] : [userCpu.toFixed(2)];
  return [pid === undefined ? '' : String(pid), String(priority), ...cpu, String(mem)];
}

function nameOf(node: TreeNode, texts: RecordingTexts): string {
  const name = toPlainName(node.name);
  if (node.kind === 'thread') return `<${name}>`;
  if (node.kind === 'threads')
    return `<${name}> ${texts.threads(node.count)}${node.ids.length > 0 ? `: ${node.ids.join(' ')}` : ''}`;
  return name;
}
