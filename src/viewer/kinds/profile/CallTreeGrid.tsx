import { useMemo, useState } from 'preact/hooks';
import { ROOT } from '#model/profile/call-tree.ts';
import { Children } from '#model/profile/children.ts';
import type { ProfileTexts } from '#texts/profile.ts';
import type { Amounts } from './amounts.ts';
import { FrameName, SourcePlace } from './FrameName.tsx';
import type { FrameContext } from './frames.ts';
import type { ShownTrees } from './shown.ts';
import { ROW_HEIGHT, Spacer } from './TopTable.tsx';
import { toHeaviestPath, toTreeLines, type TreeLine } from './tree-lines.ts';
import { toNextRow, useVirtualRows } from './virtual-rows.ts';

export interface CallTreeGridProps extends ShownTrees {
  found: Uint8Array | undefined;
  chosen: string | undefined;
  amounts: Amounts;
  context: FrameContext;
  texts: ProfileTexts;
  onChoose(name: string): void;
  onOpen(name: string): void;
  onSearch(): void;
}

/** Deeper levels are no further in: their number says how deep they are. */
const DEEPEST = 30;

/** Stacks from their roots, a row a node, opened as far as one wants to look. */
export function CallTreeGrid(props: CallTreeGridProps) {
  const { tree, before, after, found, chosen, amounts, context, texts, onChoose, onOpen, onSearch } = props;
  const children = useMemo(() => new Children(tree), [tree]);
  // Nodes keep their numbers as long as the stacks are folded in the same way.
  const [opened, setOpened] = useState<{ of: unknown; nodes: ReadonlySet<number> }>();
  const open = useMemo(
    () =>
      opened?.of === tree.parent ? opened.nodes : new Set([ROOT, ...toHeaviestPath(tree, children, ROOT)]),
    [opened, tree, children],
  );
  const rows = useMemo(() => toTreeLines(children, open), [children, open]);
  const { setBox, ...view } = useVirtualRows(rows.length, ROW_HEIGHT);
  const setOpen = (nodes: Iterable<number>): void => setOpened({ of: tree.parent, nodes: new Set(nodes) });
  const nameOf = (node: number): string => tree.frames[tree.frame[node]!]!.name;
  /** A node that is opened goes on to where it branches. */
  const unfold = (node: number): void => setOpen([...open, node, ...toHeaviestPath(tree, children, node)]);
  const close = (node: number): void => setOpen([...open].filter((one) => one !== node));
  const toggle = ({ node, isOpen }: TreeLine): void => {
    if (isOpen !== undefined) (isOpen ? close : unfold)(node);
  };

  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const { node, isOpen, level } = rows[index]!;
    const next = toNextRow(key, index, rows.length);
    if (next !== undefined) view.go(next);
    else if (key === 'ArrowRight') {
      if (isOpen === false) unfold(node);
      else if (isOpen) view.go(index + 1);
    } else if (key === 'ArrowLeft') {
      if (isOpen) close(node);
      else view.go(rows.findLastIndex((row, at) => at < index && row.level === level - 1));
    } else if (key === '*') {
      const beside = node === ROOT ? [ROOT] : children.of(tree.parent[node]!);
      setOpen([...open, ...beside.filter((one) => children.hasAny(one))]);
    } else if (key === 'Enter' && node !== ROOT) {
      if (event.target !== event.currentTarget) return;
      onOpen(nameOf(node));
    } else if (key === ' ' && node !== ROOT) onChoose(nameOf(node));
    else if (key === '/') onSearch();
    else return;
    event.preventDefault();
  };

  const columns = before
    ? (['cumChange', 'changeShare', 'before', 'after'] as const)
    : (['cum', 'cumShare', 'flat', 'flatShare'] as const);
  const cells = ({ node }: TreeLine): { text: string; exact?: number; bar?: number }[] => {
    const [cum, flat] = [tree.total[node]!, tree.self[node]!];
    if (before && after) {
      const sides = [before.total[node]!, after.total[node]!];
      return [
        { text: amounts.signed(cum), exact: cum },
        { text: amounts.share(cum), bar: cum },
        ...sides.map((side) => ({ text: amounts.text(side), exact: side })),
      ];
    }
    return [
      { text: amounts.text(cum), exact: cum },
      { text: amounts.share(cum), bar: cum },
      { text: amounts.text(flat), exact: flat },
      { text: amounts.share(flat), bar: flat },
    ];
  };
  return (
    <section class="cb-prof-calltree" aria-label={texts.treeTitle}>
      <div class="cb-prof-tools">
        <button
          type="button"
          class="cb-prof-button"
          onClick={() => setOpen([ROOT, ...toHeaviestPath(tree, children, ROOT)])}
        >
          {texts.treeOpenPath}
        </button>
        <button type="button" class="cb-prof-button" onClick={() => setOpen([])}>
          {texts.treeClose}
        </button>
      </div>
      <div
        class="cb-prof-box"
        ref={setBox}
        onScroll={view.onScroll}
        role="group"
        aria-label={texts.treeLabel(rows.length)}
      >
        <table
          class="cb-prof-table"
          // Its rows are walked, and chosen.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
          role="treegrid"
          aria-rowcount={rows.length + 1}
          aria-label={texts.treeTitle}
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" class="cb-prof-col-function">
                {texts.columns.function}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  <span title={before ? undefined : texts.columnHints[column]}>{texts.columns[column]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.above > 0 && <Spacer height={view.above} columns={columns.length + 1} />}
            {rows.slice(view.first, view.end).map((row, at) => {
              const index = view.first + at;
              const { node, level, isOpen } = row;
              const frame = node === ROOT ? undefined : tree.frames[tree.frame[node]!]!;
              return (
                <tr
                  key={node}
                  class="cb-prof-row"
                  data-index={index}
                  data-found={(frame && found?.[tree.frame[node]!] === 1) || undefined}
                  tabIndex={index === view.current ? 0 : -1}
                  aria-rowindex={index + 2}
                  aria-level={level}
                  aria-expanded={isOpen}
                  aria-posinset={row.position}
                  aria-setsize={row.siblings}
                  aria-selected={frame !== undefined && frame.name === chosen}
                  onFocus={() => view.setCurrent(index)}
                  onClick={(event) => {
                    if ((event.target as Element).closest('a')) return;
                    if (frame) onChoose(frame.name);
                    else toggle(row);
                  }}
                  onDblClick={() => frame && onOpen(frame.name)}
                  onKeyDown={(event) => onKeyDown(event, index)}
                >
                  <th scope="row" class="cb-prof-col-function">
                    <span
                      class="cb-prof-cell cb-prof-node"
                      style={{ '--cb-prof-level': Math.min(level - 1, DEEPEST) }}
                    >
                      {/* The row says that it opens, and the arrows open it. */}
                      <span
                        class="cb-prof-twist"
                        aria-hidden="true"
                        onClick={(event) => {
                          event.stopPropagation();
                          toggle(row);
                        }}
                        onDblClick={(event) => event.stopPropagation()}
                      >
                        {isOpen === undefined ? '' : isOpen ? '▾' : '▸'}
                      </span>
                      {level - 1 > DEEPEST && (
                        <small class="cb-prof-level" title={texts.treeDepth(level)}>
                          {level}
                        </small>
                      )}
                      {frame ? (
                        <>
                          <FrameName frame={frame} context={context} texts={texts} />
                          <SourcePlace
                            frame={frame}
                            context={context}
                            tabIndex={index === view.current ? 0 : -1}
                            texts={texts}
                          />
                        </>
                      ) : (
                        <span class="cb-prof-all">{texts.treeRoot}</span>
                      )}
                    </span>
                  </th>
                  {cells(row).map(({ text, exact, bar }, cell) => (
                    <td
                      key={cell}
                      class={bar === undefined ? undefined : 'cb-prof-col-cumShare'}
                      data-sign={bar !== undefined && before ? Math.sign(bar) : undefined}
                      title={exact === undefined ? undefined : amounts.exact(exact)}
                      style={
                        bar === undefined
                          ? undefined
                          : { '--cb-prof-part': `${amounts.percent(bar).toFixed(2)}%` }
                      }
                    >
                      {text}
                    </td>
                  ))}
                </tr>
              );
            })}
            {view.below > 0 && <Spacer height={view.below} columns={columns.length + 1} />}
          </tbody>
        </table>
      </div>
      <p class="cb-prof-note">{texts.treeHelp}</p>
    </section>
  );
}
