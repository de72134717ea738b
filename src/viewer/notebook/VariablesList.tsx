import { useState } from 'preact/hooks';
import type { Locale } from '#locale/locale.ts';
import { notebookTexts } from '#texts/notebook.ts';
import { useStore } from '#viewer/page/use-store.ts';
import type { PageVariables } from './page-variables.ts';

/** The variables of the page's cells as a list that opens; nothing of it is made before. */
export function VariablesList({ variables, locale }: { variables: PageVariables; locale: Locale }) {
  const texts = notebookTexts[locale];
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="cb-notebook-own" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{texts.variables}</summary>
      {isOpen && <Rows variables={variables} locale={locale} />}
    </details>
  );
}

function Rows({ variables, locale }: { variables: PageVariables; locale: Locale }) {
  const texts = notebookTexts[locale];
  const list = useStore(variables, () => variables.list);
  if (list.length === 0) return <p class="cb-notebook-runs">{texts.noVariables}</p>;
  return (
    <div class="cb-notebook-variables" role="region" aria-label={texts.variables} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.variable}</th>
            <th scope="col">{texts.variableValue}</th>
            <th scope="col">{texts.variableCell}</th>
          </tr>
        </thead>
        <tbody>
          {list.map(({ name, cell, text, state }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                <code>{text ?? texts.noValue}</code>
                {state !== 'published' && (
                  <span class="cb-notebook-edited">
                    {' '}
                    {state === 'edited' ? texts.withEdits : texts.lostToEdit}
                  </span>
                )}
              </td>
              <td>{cell && <a href={`#cell-${cell}`}>{cell}</a>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
