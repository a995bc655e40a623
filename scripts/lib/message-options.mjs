// How message files become code: shared by `npm run messages` and the vite plugin, so that both
// always produce the same output.

/** @type {import('@inlang/paraglide-js').CompilerOptions} */
export const messageOptions = {
  project: './project.inlang',
  outdir: './src/paraglide',
  // A choice made in the app wins over the browser's language; English is the fallback.
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  localStorageKey: 'rlhf-playground-locale',
};
