// Words that nobody here wants to read, as the first eight digits of their SHA-256, so that they do not stand in the
// repository either. To add one: printf %s word | sha256sum | cut -c1-8.
import { createHash } from 'node:crypto';

const words = new Set(
  `
  0631a609 0c13b4d7 0ebdc331 110c6c5a 13a465fc 158869a9 1d8b4cf8 2062f800 2189c0ed 2a6937d7 32c4feed
  34a533df 3d59f754 42ee150e 48fab7a5 50afe488 5304378d 5330e8f2 5723360e 57f64f1b 594810ad 59cc3cb8
  6bc5cc5c 6c9d9f81 7358bd4e 796e43a5 7bc67115 7f5a9ba1 8c5c0439 96efbc43 985adc4d 98d44e13 9915ba2d
  9ae315a9 a54e71f0 a60a5238 ad505b0b affc8757 b39a60f5 bbdefa29 c0a49421 c2c3b68b d132e4bc d92f4cf1
  e9143a29 eaa2bded ebf1cce0 fd70ad90
  `
    .trim()
    .split(/\s+/),
);

/** Beginnings of words. */
const stems = new Set(
  `
  0033728f 02587876 038c9ccd 0beca1c4 0f28c496 168311ea 1703346a 3e707781 405fd93a 448c689a 46ad28be
  566f532d 61e81a50 645f9b4d 6ac3c336 85fc17f7 89133bc0 a76d588d bd778891 c307b418 c4a1e6f3 c7c7eb10
  d75a838d dd92623b e512a055 e99d5524 ee6f01a9 f50c51ed f6952d6e fb93e8d7 fc3086f6
  `
    .trim()
    .split(/\s+/),
);

/** Words that a person may type, and that a reply does not take up. */
const unfitForReplies = new Set(
  `
  05b8b79e 2bda9b4d 30cf1c20 3e8e40c0 3eed0f33 a2d8daa4 a52ff550 ac996ae4 c0bb7ca7 
  d5405925 eb0afd90 eb75f071 f4a85a75
  `
    .trim()
    .split(/\s+/),
);

const digest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Whether a lower-case word is one of them, or begins like one. */
export function isForbidden(word: string, where: 'prompt' | 'reply'): boolean {
  const whole = digest(word);
  if (words.has(whole) || (where === 'reply' && unfitForReplies.has(whole))) return true;
  for (let length = 4; length <= Math.min(word.length, 10); length++) {
    if (stems.has(digest(word.slice(0, length)))) return true;
  }
  return false;
}
