// What can be told of a rule from its text alone. Runs nothing.

/**
 * The line (from 1) in which a rule gives its value, where there is only one that it can be; else null. It is for
 * telling a person where a wrong value came from: a guess would be worse than silence.
 */
export function givingLine(source: string): number | null {
  const code = blanked(source);
  const bodies = [...code.matchAll(/=>\s*\{|\bfunction\b/g)];
  const returns = [...code.matchAll(/\breturn\b/g)];
  const arrow = code.indexOf('=>');
  if (bodies.length === 0)
    return arrow < 0 ? null : lineAt(code, code.slice(arrow + 2).search(/\S/) + arrow + 2);
  // The one body is the rule's own only if no other function begins before it.
  const isOwn = bodies.length === 1 && (arrow < 0 || bodies[0]!.index <= arrow);
  return isOwn && returns.length === 1 ? lineAt(code, returns[0]!.index) : null;
}

/** Texts and comments as blanks, so that what they spell is not taken for code; lines stay. */
function blanked(source: string): string {
  return source.replace(
    /\/\/.*|\/\*[^]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    (text) => text.replace(/[^\n]/g, ' '),
  );
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
