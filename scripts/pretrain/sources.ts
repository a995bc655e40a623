// Reads the training text from its folder and splits off what is held out. Knows the files' formats
// and licences; knows nothing of tokens.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Random } from '../../src/core/rng';
import { hashToUnit, isHeldOutQuestion } from '../../src/world/held-out';

/** The five manners in which each small-talk question is answered. */
export const voices = ['friendly', 'professional', 'witty', 'caring', 'enthusiastic'] as const;

/** A small-talk question with its five replies in the order of `voices`. */
export interface SmallTalk {
  question: string;
  replies: string[];
}

/** One licence that the model card must name. */
export interface SourceLicence {
  source: string;
  attribution: string;
  licence: string;
}

/** The generator's text, which every model learns from. */
const worldLicence: SourceLicence = {
  source: 'the small world',
  attribution:
    "Chats and texts about a small world, written by this project's own generator (src/world) from tables and phrases " +
    'made by hand for it; own work, nothing copied.',
  licence: "as this project's code",
};

/** Every source in two parts. */
export interface Sources {
  smallTalk: Split<SmallTalk>;
  /** Turns of two speakers who alternate. */
  dialogues: Split<string[]>;
  stories: Split<string>;
  sentences: Split<string>;
  licences: SourceLicence[];
  /** SHA-256 of the files that were read. */
  hash: string;
}

export interface Split<Row> {
  train: Row[];
  heldOut: Row[];
}

const licenceFiles: Record<string, string> = {
  'chitchat.jsonl': 'ms_chitchat.MIT.txt',
  'dialogues.jsonl': 'synthetic_persona_chat.CC-BY-4.0.txt',
  'stories.jsonl': 'tinystories.CDLA-Sharing-1.0.txt',
  'sentences.jsonl': 'tatoeba.CC-BY-2.0-FR.txt',
};

/** Share of the dialogues, stories and sentences that no model is trained on. */
const heldOutShare = 0.02;

const defaultCorpora = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));

/** The folder that is read where none is named; null where there is none. */
export function findCorpora(named: string | undefined): string | null {
  return named ?? (existsSync(defaultCorpora) ? defaultCorpora : null);
}

/**
 * Reads all sources; with null there is no corpus, and the generator's text is all there is.
 * @throws Error with one clear line when the folder or a file is missing or a row is damaged
 */
export function readSources(corporaDir: string | null, seed: number): Sources {
  if (corporaDir === null) {
    const none = () => ({ train: [], heldOut: [] });
    return {
      ...{ smallTalk: none(), dialogues: none(), stories: none(), sentences: none() },
      licences: [worldLicence],
      hash: 'no corpus',
    };
  }
  if (!existsSync(corporaDir)) {
    throw new Error(
      `No training text at ${corporaDir}: name its folder with --corpora DIR ` +
        `(it must hold ${Object.keys(licenceFiles).join(', ')}).`,
    );
  }
  const hash = createHash('sha256');
  const read = (file: string) => {
    const path = join(corporaDir, file);
    if (!existsSync(path))
      throw new Error(`The training text lacks ${file} (looked in ${corporaDir}).`);
    const content = readFileSync(path, 'utf8');
    hash.update(content);
    return parseRows(content, file);
  };
  const random = new Random(seed);
  const smallTalk = read('chitchat.jsonl').map((row) => ({
    question: row.text('q'),
    replies: voices.map((voice) => row.text(voice)),
  }));
  const dialogues = read('dialogues.jsonl').map((row) => row.texts('turns'));
  const stories = read('stories.jsonl').map((row) => row.text('text'));
  const sentences = read('sentences.jsonl').map((row) => varyNames(row.text('text'), random));
  const split = <Row>(rows: Row[], isHeldOut: (row: Row) => boolean): Split<Row> => ({
    train: rows.filter((row) => !isHeldOut(row)),
    heldOut: rows.filter(isHeldOut),
  });
  const byText = (text: string) => hashToUnit(text, seed) < heldOutShare;
  return {
    smallTalk: split(smallTalk, (row) => isHeldOutQuestion(row.question, seed)),
    dialogues: split(dialogues, (turns) => byText(turns.join('\n'))),
    stories: split(stories, byText),
    sentences: split(sentences, byText),
    licences: [
      worldLicence,
      ...Object.entries(licenceFiles).map(([file, licence]) =>
        readLicence(corporaDir, file, licence),
      ),
    ],
    hash: hash.digest('hex'),
  };
}

interface Row {
  text(field: string): string;
  texts(field: string): string[];
}

function parseRows(content: string, file: string): Row[] {
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      const where = `${file}, line ${i + 1}`;
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        throw new Error(`${where}: not a JSON object.`);
      }
      const fields = value as Record<string, unknown>;
      return {
        text: (field) => {
          const found = fields[field];
          if (typeof found !== 'string') throw new Error(`${where}: "${field}" must be a text.`);
          return found;
        },
        texts: (field) => {
          const found = fields[field];
          if (!Array.isArray(found) || !found.every((entry) => typeof entry === 'string')) {
            throw new Error(`${where}: "${field}" must be a list of texts.`);
          }
          return found;
        },
      };
    });
}

function readLicence(corporaDir: string, file: string, licenceFile: string): SourceLicence {
  const path = join(corporaDir, 'LICENSES', licenceFile);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const marker = lines.findIndex((line) => line.startsWith('Attribution line'));
  const licence = lines
    .find((line) => line.startsWith('Licence:'))
    ?.slice('Licence:'.length)
    .trim();
  const attribution = lines[marker + 1]?.trim();
  if (marker < 0 || !attribution || !licence) {
    throw new Error(`No licence and attribution line for ${file} in ${path}.`);
  }
  return { source: file, attribution, licence };
}

// The sentences call nearly every man Tom and nearly every woman Mary; a model trained on them would too.
const names: Record<string, readonly string[]> = {
  Tom: 'Adam Alex Ben Carlos Daniel David Eli Eric Felix George Henry Ian Jack Jacob James Joel Leo Luis Marco Mark Max Nathan Noah Oliver Omar Oscar Paul Peter Ravi Sam Simon Theo Tom Victor Will'.split(
    ' ',
  ),
  Mary: 'Alice Amy Anna Bella Chloe Clara Diana Elena Ella Emily Emma Eva Grace Hannah Ivy Jane Julia Kate Laura Lily Lucy Maria Mary Maya Mia Nina Nora Olivia Rosa Ruby Sarah Sofia Tina Zoe'.split(
    ' ',
  ),
};

function varyNames(sentence: string, random: Random): string {
  let varied = sentence;
  for (const [name, others] of Object.entries(names)) {
    const pattern = new RegExp(`\\b${name}\\b`, 'g');
    if (pattern.test(varied)) varied = varied.replace(pattern, random.pick(others));
  }
  return varied;
}
