import type { LanguageRegistration } from 'shiki';
import shellscript from 'shiki/langs/shellscript.mjs';

/**
 * What a terminal shows: what stands behind a prompt is a command, bold and coloured as one, everything else is what
 * was printed, and has no colour. A shell's own grammar takes the words of a table for commands. It has the name of
 * Shiki's own grammar of a session, which knows fewer prompts and would take the alias over once Markdown, which may hold
 * one, is coloured somewhere.
 */
const consoleGrammar: LanguageRegistration = {
  name: 'shellsession',
  aliases: ['console'],
  scopeName: 'text.console',
  embeddedLangs: ['shellscript'],
  repository: {},
  patterns: [
    {
      match: String.raw`^((?:[\w@.:/~-]+ ?)?[#$] )(.*)$`,
      captures: {
        1: { name: 'comment.prompt.console' },
        2: { name: 'markup.bold.command.console', patterns: [{ include: 'source.shell' }] },
      },
    },
  ],
};

/** It, behind the language of its commands, which a site that writes no shell would not have. */
export const consoleLanguages = [...shellscript, consoleGrammar];
