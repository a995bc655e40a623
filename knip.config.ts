// Dead code: files nobody imports, exports nobody uses, packages nobody needs.
import type { KnipConfig } from 'knip';

export default {
  entry: [
    'src/engine/main.ts',
    'scripts/*.{ts,mjs}',
    'scripts/*/main.ts',
    'tests/**/*.{test,spec}.ts',
    // Run by hand when the fixtures change.
    'tests/fixtures/make-*.ts',
  ],
  project: [
    'src/**/*.{ts,svelte}',
    'scripts/**/*.{ts,mjs}',
    'bench/**/*.ts',
    'tests/**/*.ts',
    '*.mjs',
  ],
  // Read by name from project.inlang/settings.json.
  ignoreDependencies: ['@inlang/plugin-message-format'],
  // A needless `export` is a matter of taste; what nobody uses at all is dead.
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;
