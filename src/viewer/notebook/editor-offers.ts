import type { CompletionSource } from '@codemirror/autocomplete';
import { hoverTooltip } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import { type CompletionContext, findOffer, findOffers, type Offer } from './cell-completions.ts';
import { el } from './elements.ts';

/** What CodeMirror asks for while somebody types. */
export function toCompletionSource(context: CompletionContext): CompletionSource {
  return ({ state, pos, explicit }) => {
    const found = findOffers(state.sliceDoc(0, pos), context);
    if (!found) return null;
    const { typed, offers } = found;
    // A list that opens by itself needs an occasion: a letter, a dot, or the quote of a name.
    const last = state.sliceDoc(pos - 1, pos);
    if (typed === 0 && !explicit && !/[.'"`]/.test(last)) return null;
    return {
      from: pos - typed,
      options: offers.map((offer) => ({
        label: offer.name,
        type: offer.what,
        ...(offer.detail === '' ? {} : { detail: offer.detail }),
        ...(offer.info === '' ? {} : { info: () => toCard(offer, false) }),
      })),
      // Names of captures have more in them than a word has.
      validFor: offers[0]?.what === 'text' ? /^[^'"`\n]*$/ : /^[\w$]*$/,
    };
  };
}

/** What is said of a name that is pointed at. */
export function toHover(context: CompletionContext): Extension {
  return hoverTooltip(({ state }, pos) => {
    const offer = findOffer(state.doc.toString(), pos, context);
    if (!offer || offer.info === '') return null;
    return { pos, above: true, create: () => ({ dom: toCard(offer, true) }) };
  });
}

function toCard({ name, detail, info, isEnglish }: Offer, isNamed: boolean): HTMLElement {
  return el(
    'div',
    { class: 'cb-offer', ...(isEnglish ? { lang: 'en' } : {}) },
    isNamed ? el('code', {}, `${name}${detail.startsWith('(') ? detail : ''}`) : undefined,
    ...info
      .split(/(`[^`]+`)/)
      .map((part) =>
        part.startsWith('`') ? el('code', { style: 'display: inline' }, part.slice(1, -1)) : part,
      ),
  );
}
