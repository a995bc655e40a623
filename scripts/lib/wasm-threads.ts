// A repair of @tensorflow/tfjs-backend-wasm 4.22 for minified builds. Its threads run the text of
// one of its own functions, `factory.toString()`, which reads a variable from around it. In the
// source that is guarded by `typeof`; a minifier renames the variable and drops the guard, and
// every thread then dies with "e is not defined".
import type { Plugin } from 'vite';

const outerReferences = [
  /if\s*\(typeof _scriptDir\s*!==?\s*"undefined"\s*&&\s*_scriptDir\)\s*\{scriptDirectory=_scriptDir\}/,
  /\|\|_scriptDir\b/,
];

/**
 * Takes the outer variable out of the function, so that its text stands alone.
 * @throws when the file no longer looks as expected, rather than building threads that die
 */
export function standaloneWasmThreads(): Plugin {
  return {
    name: 'standalone-wasm-threads',
    transform(code, id) {
      if (!/tfjs-backend-wasm-threaded-simd\.js(\?|$)/.test(id)) return null;
      const repaired = outerReferences.reduce((text, reference) => {
        if (!reference.test(text)) this.error(`${id}: expected ${reference}`);
        return text.replace(reference, '');
      }, code);
      return { code: repaired, map: null };
    },
  };
}
