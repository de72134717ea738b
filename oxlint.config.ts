import { defineConfig } from 'oxlint';
import { layers } from './layers.mjs';
import manifest from './package.json' with { type: 'json' };

const names = Object.keys(layers);
const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

/**
 * What a layer may not import, from its row of the table. oxlint's expressions cannot say «all but»,
 * so the rest of the table and of package.json is spelled out; a package that is in neither is
 * caught by knip, a folder that is not in the table by a test.
 */
function restrictionsOf(name: string) {
  const { may, packages } = layers[name as keyof typeof layers] as {
    may: string[];
    packages: string[] | '*';
  };
  const isAllowed = (other: string) =>
    other === name ||
    may.some((one) => one === other || (one.endsWith('/*') && other.startsWith(one.slice(0, -1))));
  const forbidden = names.filter((other) => !isAllowed(other) && !name.startsWith(`${other}/`));
  const patterns = [
    {
      regex: `^(\\.\\./)+(src/)?(${names.filter((other) => !other.includes('/') && !name.startsWith(other)).join('|')})/`,
      message: 'Across folders import by # (see package.json).',
    },
  ];
  if (forbidden.length > 0) {
    patterns.push({
      regex: `^#(${forbidden.map((other) => escape(other)).join('|')})(/|$)`,
      message: `${name} may import ${may.join(', ') || 'nothing'} (layers.mjs).`,
    });
  }
  // A format stands on the contract alone: neither the registry nor another format.
  if (name.startsWith('formats/')) {
    patterns.push({
      regex: '^(#formats|\\.\\.)/index',
      message: 'A format knows nothing of the registry (layers.mjs).',
    });
    const siblings = names.filter((other) => other.startsWith('formats/') && !isAllowed(other));
    patterns.push({
      regex: `^\\.\\./(${siblings.map((other) => escape(other.slice('formats/'.length))).join('|')})/`,
      message: `${name} may import ${may.join(', ')} (layers.mjs).`,
    });
  }
  if (packages !== '*') {
    const others = installed.filter((one) => !packages.includes(one));
    const ofNode = packages.includes('node:*') ? '' : 'node:.*|';
    patterns.push({
      regex: `^(${ofNode}(${others.map(escape).join('|')})(/.*)?)$`,
      message: `${name} may use ${packages.join(', ') || 'no package, and nothing of Node'} (layers.mjs).`,
    });
  }
  return { patterns };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Layers within a folder after the folder's own, so that theirs counts. */
const ordered = names.toSorted((a, b) => a.length - b.length);

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
    ...ordered.map((name) => ({
      files: name === 'bin' ? ['bin/**'] : [`src/${name}/**`],
      rules: { 'no-restricted-imports': ['error', restrictionsOf(name)] as ['error', object] },
    })),
    {
      files: ['bin/**', 'tests/**', 'bench/**', 'scripts/**', 'src/integrations/**'],
      rules: { 'no-console': 'off' },
    },
  ],
  ignorePatterns: ['dist/**', 'tests/fixtures/**', 'public/**'],
});
