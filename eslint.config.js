// Lint: the recommended rules, and the layers of layers.mjs as import rules per folder.
// Formatting is Prettier's alone.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { bannedPackages, layers } from './layers.mjs';
import svelteConfig from './svelte.config.js';

const deepestFolder = 4;

/**
 * The import rules of one folder. How many `../` lead out of it depends on a file's depth, so
 * that `../train` from src/ui/rank/ is the room ui/train, and `../../train` is src/train.
 */
function layerRules(folder) {
  const allowed = layers[folder];
  return Array.from({ length: deepestFolder }, (_, depth) => {
    const out = '\\.\\./'.repeat(depth + 1);
    const others = Object.keys({ ...layers, paraglide: [], main: [] }).filter(
      (name) => name !== folder && !allowed.includes(name),
    );
    return {
      name: `layers/${folder}/${depth}`,
      files: [`src/${folder}/${'*/'.repeat(depth)}*.{ts,js,svelte}`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(\\./)?${out}(${others.join('|')})(/|$)`,
                message: `${folder}/ may import only from: ${allowed.join(', ') || 'itself'}.`,
              },
              {
                regex: `^(\\./)?${out}\\.\\./`,
                message: 'Nothing in src/ imports from outside of src/.',
              },
              ...bannedPackages[folder].map((regex) => ({
                regex,
                message: `${folder}/ must not use this package (layers.mjs).`,
              })),
            ],
          },
        ],
      },
    };
  }).flat();
}

const clockAndChance = [
  { object: 'Math', property: 'random', message: 'Pass in the seeded generator of core/rng.' },
  { object: 'Date', property: 'now', message: 'No clock here: pass the time in.' },
  { object: 'performance', property: 'now', message: 'No clock here: pass the time in.' },
];
const pageGlobals = ['window', 'document', 'navigator', 'location', 'localStorage', 'indexedDB'];

export default ts.config(
  {
    ignores: [
      'dist/',
      '.cache/',
      'src/paraglide/',
      // AssemblyScript, and what it compiles to.
      'src/nn/wasm/kernels/',
      'src/nn/wasm/kernels.generated.ts',
      'project.inlang/.lix/',
      'public/',
      'test-results/',
      'playwright-report/',
    ],
  },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript checks names itself, types included.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: {
      // One page without a router: its links are plain fragments.
      'svelte/no-navigation-without-resolve': 'off',
      // State holds plain values that are replaced as a whole ($state.raw), never changed in place.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  ...Object.keys(layers).flatMap(layerRules),
  {
    name: 'pure folders: no clock, no chance, no page',
    files: ['src/{contract,core}/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...clockAndChance],
      'no-restricted-globals': [
        'error',
        ...['performance', 'setTimeout', 'setInterval', 'fetch', 'self', 'crypto', ...pageGlobals],
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'No clock here.',
        },
      ],
    },
  },
  {
    name: 'the engine and below: seeded chance only, no page',
    files: ['src/{world,nn,train,engine}/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', clockAndChance[0]],
      'no-restricted-globals': [
        'error',
        ...pageGlobals.filter((name) => name !== 'navigator' && name !== 'location'),
      ],
    },
  },
);
