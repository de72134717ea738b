import type { ClientDirective } from 'astro';
import { textsReady } from '#texts/page-texts.ts';
import { askEvent, failEvent } from '#viewer/notebook/ask-island.ts';

/** `client:asked`: an island comes alive when the page's script asks for it. */
const asked: ClientDirective = (load, _options, element) => {
  const come = async () => {
    try {
      const hydrate = await load();
      await textsReady();
      await hydrate();
    } catch (error) {
      element.addEventListener(askEvent, () => void come(), { once: true });
      element.dispatchEvent(new CustomEvent(failEvent, { detail: error }));
    }
  };
  element.addEventListener(askEvent, () => void come(), { once: true });
};

export default asked;
