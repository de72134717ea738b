import type { ClientDirective } from 'astro';
import { textsReady } from '#texts/page-texts.ts';
import { holdFiles } from './hold-files.ts';

/** `client:now`: an island comes alive at once, as `client:load` has it, but with the texts of its language. */
const now: ClientDirective = (load, _options, element) => {
  // What is alive from the beginning takes what is dropped anywhere on its page.
  const files = holdFiles(window, element);
  void load().then(async (hydrate) => {
    await textsReady();
    await hydrate();
    files.release();
  });
};

export default now;
