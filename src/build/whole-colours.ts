/**
 * Shiki colours no more of a line than it comes to in half a second, by the clock: on a busy machine the rest of a line had
 * no colours, of this build alone. A build waits.
 */
export const wholeColours = {
  name: 'casebook-whole-colours',
  preprocess(_code: string, options: object): void {
    Object.assign(options, { tokenizeTimeLimit: 0 });
  },
};
