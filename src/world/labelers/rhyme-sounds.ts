// Whether two English words rhyme, judged by how they are spelt: the last vowel and what follows it, with the common
// spellings of one sound taken as one. Right for most short words, not a dictionary.

/** Words that are not said as they are spelt, each with one that is and rhymes with it. */
const saidLike = new Map(
  `again men, are bar, been tin, bear air, blood mud, bread bed, break bake, color duller, come drum, do boo, does buzz,
  done bun, eye by, flower tower, friend bend, gone con, great bate, head bed, heart bart, i by, letter setter, love buv,
  key bee, money bunny, one bun, pear air, said bed, shoe boo, shower tower, socks box, some drum, son bun, sweat bet,
  sweater setter, their air, there air, they bay, through boo, to boo, two boo, was buzz, wear air, were bur, where air,
  who boo, won bun, word bird, work birk, world birld, you boo, your bore, bowl hole, toes rose, put foot, pearl girl,
  third bird, full bull, could good, would good, should good, have calve, give liv, live liv, dead bed, ready steady,
  weather feather, friends bends, any penny, many penny, says bez, both oath, what pot, water otter`
    .split(',')
    .map((pair) => pair.trim().split(/\s+/) as [string, string]),
);

/** Endings that carry no rhyme alone: what stands before them has to rhyme. */
const suffix = /^(.*[aeiouy].*?)(ing|ers?|ed|ly|y|en)$/;

/** A last open vowel -> its sound. */
const open: Readonly<Record<string, string>> = {
  ...{ a: 'ah', ay: 'ei', ey: 'ei', eigh: 'ei', aw: 'aw', e: 'ee', ee: 'ee', ea: 'ee' },
  ...{ y: 'ai', ie: 'ai', ye: 'ai', uy: 'ai', igh: 'ai', i: 'ai', o: 'oh', oe: 'oh', ow: 'oh' },
  ...{ oo: 'oo', ue: 'oo', ew: 'oo', u: 'oo', iew: 'oo', ough: 'oh', oy: 'oi' },
};

/** A vowel before a last consonant -> its sound; single letters stay as they are. */
const closed: Readonly<Record<string, string>> = {
  ...{ ai: 'ei', ei: 'ei', ay: 'ei', ee: 'ee', ea: 'ee', ie: 'ee', oa: 'oh', oo: 'oo' },
  ...{
    ui: 'oo',
    ew: 'oo',
    ue: 'oo',
    ou: 'ow',
    ow: 'ow',
    igh: 'ai',
    oi: 'oi',
    oy: 'oi',
    au: 'aw',
    aw: 'aw',
  },
};

/** A silent e at the end makes a single vowel long. */
const long: Readonly<Record<string, string>> = {
  a: 'ei',
  e: 'ee',
  i: 'ai',
  y: 'ai',
  o: 'oh',
  u: 'oo',
};

/** A vowel before an r -> its sound; with a silent e after it, that of the second list. */
const beforeR: Readonly<Record<string, string>> = {
  ...{ a: 'ar', e: 'ur', i: 'ur', u: 'ur', ea: 'eer', ee: 'eer', ie: 'eer', ai: 'air' },
  ...{ o: 'or', oo: 'or', ou: 'or', oa: 'or' },
};
const beforeRWithE: Readonly<Record<string, string>> = {
  a: 'air',
  e: 'eer',
  i: 'air-y',
  o: 'or',
  u: 'oor',
};

const likeNow = new Set(['how', 'now', 'cow', 'wow', 'bow', 'allow', 'meow', 'brow', 'vow']);

/** Different words whose ends sound alike; both in lower case. */
export function doRhyme(one: string, other: string): boolean {
  if (one === other) return false;
  const sound = endSound(one);
  return sound !== '' && sound === endSound(other);
}

function endSound(word: string): string {
  const letters = (saidLike.get(word) ?? word).replace(/[^a-z]/g, '').replaceAll('qu', 'kw');
  if (likeNow.has(letters)) return 'ow';
  const syllables = letters.match(/[aeiouy]+/g)?.length ?? 0;
  const ending = syllables > 1 ? suffix.exec(letters) : null;
  // "playing" rhymes with "saying", not with "running".
  if (ending) return `${endSound(ending[1]!)}-${ending[2]!}`;
  const closedEnd = /([aeiouy]+w?|igh)([^aeiouyw]+)(e?)$/.exec(letters);
  const openEnd = /([aeiouy]+(?:w|gh)?)$/.exec(letters);
  const isOpen = openEnd && !(closedEnd && closedEnd[3] === 'e');
  if (isOpen) return open[openEnd[1]!] ?? openEnd[1]!;
  if (!closedEnd) return '';
  return closedSound(closedEnd[1]!, closedEnd[2]!, closedEnd[3] === 'e');
}

function closedSound(vowel: string, consonants: string, hasSilentE: boolean): string {
  if (consonants.startsWith('r')) {
    const isLong = hasSilentE && consonants === 'r';
    const sound = isLong ? beforeRWithE[vowel] : beforeR[vowel];
    return `${sound ?? `${vowel}r`}${spoken(consonants.slice(1), hasSilentE)}`;
  }
  const coda = spoken(consonants, hasSilentE);
  const isLong =
    (hasSilentE && (consonants.length === 1 || consonants === 'st')) ||
    /^(i(nd|ld|gh|ght)|o(ld|st|ll))$/.test(`${vowel}${consonants}`);
  if (isLong && vowel.length === 1) return `${long[vowel]!}${coda}`;
  if (vowel === 'a' && coda === 'l') return 'awl';
  if (vowel === 'oo' && (coda === 'k' || consonants === 'd')) return `uu${coda}`;
  return `${closed[vowel] ?? vowel}${coda}`;
}

/** Consonants as they sound at the end of a word. */
function spoken(consonants: string, hasSilentE: boolean): string {
  return consonants
    .replace(/^c$/, hasSilentE ? 's' : 'k')
    .replace(/nc$/, hasSilentE ? 'ns' : 'nk')
    .replace(/ck$/, 'k')
    .replace(/ght$/, 't')
    .replace(/mb$/, 'm')
    .replace(/(.)\1+/g, '$1')
    .replace(/^s$/, hasSilentE ? 'z' : 's');
}
