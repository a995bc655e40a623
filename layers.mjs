// Who may import whom, as docs/ARCHITECTURE.md draws it. eslint.config.js turns this into rules.

/** Folder of src/ -> the folders of src/ it may import from, besides itself. */
export const layers = {
  contract: [],
  core: ['contract'],
  world: ['core', 'contract'],
  nn: ['core', 'contract'],
  train: ['nn', 'world', 'core', 'contract'],
  engine: ['train', 'nn', 'world', 'core', 'contract'],
  storage: ['core', 'contract'],
  // The worker file is named by `new URL('../engine/main.ts', import.meta.url)`, not imported.
  client: ['core', 'contract'],
  state: ['client', 'storage', 'world', 'core', 'contract', 'paraglide'],
  ui: ['state', 'core', 'contract', 'paraglide'],
};

/** Folder of src/ -> the packages it must not import, as patterns of import names. */
export const bannedPackages = {
  contract: ['^(?!valibot$|\\.)'],
  core: ['^@tensorflow/', '^idb$', '^svelte(/|$)', '^@lucide/', '^chart\\.js', '^node:'],
  world: ['^@tensorflow/', '^idb$', '^svelte(/|$)', '^@lucide/', '^chart\\.js', '^node:'],
  nn: ['^idb$', '^svelte(/|$)', '^@lucide/', '^chart\\.js', '^node:'],
  train: ['^idb$', '^svelte(/|$)', '^@lucide/', '^chart\\.js', '^node:'],
  engine: ['^idb$', '^svelte(/|$)', '^@lucide/', '^chart\\.js', '^node:'],
  storage: ['^@tensorflow/', '^svelte(/|$)', '^node:'],
  client: ['^@tensorflow/', '^svelte(/|$)', '^idb$', '^node:'],
  state: ['^@tensorflow/', '^idb$', '^node:'],
  ui: ['^@tensorflow/', '^idb$', '^node:'],
};
