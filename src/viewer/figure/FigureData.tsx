import { useState } from 'preact/hooks';
import { toTable, type Figure, type FigureTable } from './figure.ts';
import type { FigureTexts } from '#texts/figure.ts';

/** What a figure shows, in numbers: for those who do not see it, and those who want to be sure. */
export function FigureData({ figure, texts }: { figure: Figure; texts: FigureTexts }) {
  const { table, title } = figure;
  const [open, setOpen] = useState(false);
  if (!table) return null;
  const shown = open || typeof table !== 'function' ? toTable(figure) : undefined;
  return (
    <details class="cb-fig-data" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={texts.tableOf(title)}>{texts.table}</summary>
      {shown && <DataTable table={shown} title={title} texts={texts} />}
    </details>
  );
}

function DataTable(props: { table: FigureTable; title: string; texts: FigureTexts }) {
  const { title, texts } = props;
  const { columns, rows, all = rows.length } = props.table;
  return (
    // What scrolls must be within reach of the keyboard.
    <div class="cb-fig-tablebox" role="group" aria-label={texts.tableOf(title)} tabIndex={0}>
      <table class="cb-fig-table">
        <caption>
          {title}
          {rows.length < all && ` (${texts.tableRows(rows.length, all)})`}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, mark, cells }) => (
            <tr key={key}>
              <th scope="row">
                <bdi>{label}</bdi>
                {mark !== undefined && <small> ({mark})</small>}
              </th>
              {cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
