// Circles, and once more the layers of layers.mjs: this tool follows resolved paths and
// `import()`, where eslint.config.js sees the text of an import as it is written.
import { layers } from './layers.mjs';

const layerRules = Object.entries(layers).map(([folder, allowed]) => ({
  name: `layer-${folder}`,
  comment: `${folder}/ may import only from: ${allowed.join(', ') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^(src|scripts|tests|bench)/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
}));

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'A circle means that two files are one, or that a third is missing. One that only types close is gone ' +
        'once compiled, and is let be.',
      severity: 'error',
      from: { pathNot: '^src/paraglide/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|worker|raw)$' },
    },
    ...layerRules,
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/paraglide/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte.ts', '.js', '.mjs', '.svelte', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
