import { defineConfig } from 'oxlint';

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  env: { browser: true, node: true, es2024: true },
  rules: {
    'no-restricted-imports': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    'no-await-in-loop': 'off',
    'react/react-in-jsx-scope': 'off',
    'react/no-unknown-property': 'off',
    'react/style-prop-object': 'off',
    'react/iframe-missing-sandbox': 'error',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    // What scrolls has to be reached by keyboard; axe looks after it.
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    'unicorn/prefer-add-event-listener': 'off',
    'promise/always-return': 'off',
    'promise/catch-or-return': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    eqeqeq: 'error',
    'no-console': 'error',
  },
  overrides: [
    {
      files: [
        'bin/**',
        'tests/**',
        'bench/**',
        'scripts/**',
        'src/command-line/**',
        'src/site/server-output.ts',
        'src/integrations/**',
      ],
      rules: { 'no-console': 'off' },
    },
    {
      // What it imports is another module with its query; the types are checked.
      files: ['**/ThemeProvider.astro'],
      rules: { 'import/default': 'off' },
    },
  ],
  ignorePatterns: ['dist/**', 'tests/fixtures/**', 'public/**'],
});
