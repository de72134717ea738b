import { toPlaygroundProgram } from '#notebook/go/playground.ts';
import { copyText } from '#viewer/figure/copy-text.ts';
import type { GoTexts } from '#texts/go.ts';
import { el } from './elements.ts';

const address = 'https://go.dev/play/';

/**
 * Copies a cell's text as a whole program and says where to paste it: the Playground takes no program in
 * its address, and to store one there for a link is not done behind the reader's back.
 */
export async function copyForPlayground(element: HTMLElement, text: string, texts: GoTexts): Promise<void> {
  const program = toPlaygroundProgram(text);
  const isCopied = await copyText(program);
  element.querySelector('.cb-go-playground')?.remove();
  const link = el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, 'go.dev/play');
  const label = isCopied ? texts.playgroundCopied : texts.playgroundFailed;
  const said = el(
    'div',
    { class: 'cb-cell-notice cb-go-playground', role: 'status' },
    el('p', {}, `${label} `, link),
  );
  if (!isCopied) {
    const area = el('textarea', {
      class: 'cb-field',
      readonly: true,
      rows: '6',
      'aria-label': texts.playground,
    });
    area.value = program;
    said.append(area);
    area.select();
  }
  element.querySelector('.cb-cell-code')?.append(said);
}
