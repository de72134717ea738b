import { toTable, type Figure } from './figure.ts';
import type { FigureTexts } from '#texts/figure.ts';

/** What a figure shows, in numbers: for those who do not see it, and those who want to be sure. */
export function FigureData({ figure, texts }: { figure: Figure; texts: FigureTexts }) {
  const { title } = figure;
  return (
    <details class="cb-fig-data">
      <summary aria-label={texts.tableOf(title)}>{texts.table}</summary>
      <DataTable figure={figure} texts={texts} />
    </details>
  );
}

/** The same where numbers are computed when they are asked for: what asks stands beside the title, and takes no line. */
export function FigureDataToggle(props: {
  figure: Figure;
  texts: FigureTexts;
  onToggle(isOpen: boolean): void;
}) {
  const { figure, texts, onToggle } = props;
  return (
    <details class="cb-fig-data" onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary aria-label={texts.tableOf(figure.title)}>{texts.table}</summary>
    </details>
  );
}

export function DataTable({ figure, texts }: { figure: Figure; texts: FigureTexts }) {
  const { title } = figure;
  const table = toTable(figure);
  if (!table) return null;
  const { columns, rows, all = rows.length, note } = table;
  return (
    // What scrolls must be within reach of the keyboard.
    <div class="cb-fig-tablebox" role="group" aria-label={texts.tableOf(title)} tabIndex={0}>
      <table class="cb-fig-table">
        <caption>
          {title}
          {rows.length < all && ` (${texts.tableRows(rows.length, all)})`}
          {note !== undefined && `. ${note}`}
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
