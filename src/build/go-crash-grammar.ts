import type { LanguageRegistration } from 'shiki';

/**
 * Highlighting of Go crash logs, for Shiki: fences marked `go-crash` in MDX and the raw log that
 * <CrashLog> puts into the page. A scope for each kind of line that a reader looks for.
 */
export const goCrashGrammar: LanguageRegistration = {
  name: 'go-crash',
  displayName: 'Go crash log',
  scopeName: 'text.go-crash',
  patterns: [
    // fatal error: all goroutines are asleep - deadlock!
    {
      match: '^\\s*(fatal error|panic|SIGQUIT|SIGABRT|SIGSEGV)(:.*)$',
      captures: { 1: { name: 'keyword.control' }, 2: { name: 'markup.bold invalid' } },
    },
    // [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x45c1d3]
    { match: '^\\s*\\[signal .*\\]$', name: 'invalid' },
    // runtime: s.allocCount= 3 s.nelems= 5
    { match: '^runtime: .*$', name: 'string' },
    // goroutine 18 [chan receive, 10 minutes]:
    {
      match: '^\\s*(goroutine \\d+)(.*?)(\\[[^\\]]*\\]):$',
      captures: { 1: { name: 'keyword' }, 2: { name: 'comment' }, 3: { name: 'constant' } },
    },
    // \t/src/main.go:12 +0x1d fp=0x40000a0ca0 sp=0x40000a0c70 pc=0x3bc84
    {
      match: '^(\\s+)(\\S.*?\\.(?:go|s|c))(:\\d+)(.*)$',
      captures: { 2: { name: 'string' }, 3: { name: 'constant.numeric' }, 4: { name: 'comment' } },
    },
    // created by main.main in goroutine 1
    {
      match: '^\\s*(created by) (\\S+)(.*)$',
      captures: { 1: { name: 'keyword' }, 2: { name: 'entity.name.function' }, 3: { name: 'comment' } },
    },
    // runtime.(*mcache).nextFree(0x7f82a2a6d0, 0xa2f47)
    {
      match: '^\\s*([\\w./%-]+(?:\\.\\(\\*?\\w+\\))?(?:\\.[\\w\\[\\].-]+)+)(\\(.*\\))$',
      captures: { 1: { name: 'entity.name.function' }, 2: { name: 'comment' } },
    },
    // rax    0x0
    {
      match: '^((?:r\\d+|[er]?[abcds][xpil]|lr|sp|pc|fault|[re]flags|rip|cs|fs|gs)\\s+)(0x[0-9a-f]+)$',
      captures: { 1: { name: 'variable' }, 2: { name: 'constant.numeric' } },
    },
  ],
  repository: {},
};
