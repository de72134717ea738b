import type { LanguageRegistration } from 'shiki';
import shellscript from 'shiki/langs/shellscript.mjs';

/**
 * What a terminal shows: a line behind a prompt is a command and coloured as one, everything else is what
 * was printed, and has no colour. A shell's own grammar takes the words of a table for commands.
 */
const consoleGrammar: LanguageRegistration = {
  name: 'console',
  scopeName: 'text.console',
  embeddedLangs: ['shellscript'],
  repository: {},
  patterns: [
    {
      match: String.raw`^((?:[\w@.:/~-]+ ?)?[#$] )(.*)$`,
      captures: {
        1: { name: 'comment.prompt.console' },
        2: { patterns: [{ include: 'source.shell' }] },
      },
    },
  ],
};

/** It, behind the language of its commands, which a site that writes no shell would not have. */
export const consoleLanguages = [...shellscript, consoleGrammar];
