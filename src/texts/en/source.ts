export const texts = {
  title: 'Links to your source',
  hint: 'An address with {path} and {line} in it. It stays in this browser.',
  keep: 'Keep',
  kept: 'Kept.',
  bad: 'That is no http or https address.',
};
