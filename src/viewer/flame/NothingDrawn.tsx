import type { CallTree } from '#model/profile/call-tree.ts';
import { figureTexts } from '#texts/figure.ts';
import { flameTexts } from '#texts/flame.ts';
import type { FigurePlace } from '#viewer/figure/figure.ts';

/** In place of a figure: why there is none. */
export function NothingDrawn({ tree, title, place }: { tree: CallTree; title: string; place: FigurePlace }) {
  const texts = flameTexts[place.locale];
  return (
    <section class="cb-fig" aria-label={figureTexts[place.locale].titleOf(title, place.name)}>
      <h3 class="cb-fig-title">{title}</h3>
      <p class="cb-fig-note">{tree.parent.length > 1 ? texts.nothingValued : texts.nothing}</p>
    </section>
  );
}
