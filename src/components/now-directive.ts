import type { ClientDirective } from 'astro';
import { textsReady } from '#texts/page-texts.ts';

/** `client:now`: an island comes alive at once, as `client:load` has it, but with the texts of its language. */
const now: ClientDirective = (load) => {
  void load().then(async (hydrate) => {
    await textsReady();
    await hydrate();
  });
};

export default now;
