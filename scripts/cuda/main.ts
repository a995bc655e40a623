// `npm run cuda -- text|adopt|curve`: both ends of training on a GPU with PyTorch (train.py lies between them): the text as rows
// of tokens, and a model folder of the trained weights; and the curve of what training gained.
import '../lib/relaxed-simd';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ModelSize } from '../../src/contract/records';
import { modelSizes } from '../../src/nn/model-config';
import { adopt } from './adopt';
import { writeCurve } from './curve';
import { startNamedBackend } from '../lab/backend';
import { findCorpora } from '../pretrain/sources';
import { writeText } from './write-text';

const usage = `Usage: npm run cuda -- text --size micro --out ROWS [--first 0] [--step 1] [--end 400] [--corpora DIR | --no-corpora]
       python3 scripts/cuda/train.py --config public/models/micro-chat/config.json --rows ROWS --out WEIGHTS --seconds 180 --compile
       npm run cuda -- adopt --size micro --weights WEIGHTS [--out public/models] [--corpora DIR | --no-corpora]
       npm run cuda -- curve [--logs docs/pretraining]
Several writers of text may work side by side: N of them with --step N and --first 0 to N-1. --tokenizer names the folder of
the tokenizer's model, by default the shipped one of that size; corpora lie in ../shared/corpora where nothing else is said.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: 'micro' },
      out: { type: 'string' },
      weights: { type: 'string' },
      logs: { type: 'string', default: 'docs/pretraining' },
      first: { type: 'string', default: '0' },
      step: { type: 'string', default: '1' },
      end: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      tokenizer: { type: 'string' },
      corpora: { type: 'string' },
      'no-corpora': { type: 'boolean', default: false },
    },
  });
  const size = (Object.keys(modelSizes) as ModelSize[]).find((known) => known === values.size);
  if (!size) throw new Error(`There is no size "${values.size}".`);
  const common = {
    ...{
      size,
      corporaDir: values['no-corpora'] ? null : findCorpora(values.corpora),
      seed: Number(values.seed),
    },
    tokenizerFolder: resolve(values.tokenizer ?? join('public/models', `${size}-chat`)),
  };
  const command = positionals[0];
  if (command === 'text' && values.out) {
    const [first, step, end] = [values.first, values.step, values.end].map(Number);
    writeText({ ...common, out: values.out, first: first!, step: step!, end: end! });
  } else if (command === 'adopt' && values.weights) {
    await startNamedBackend('wasm');
    await adopt({ ...common, weights: values.weights, out: values.out ?? 'public/models' });
  } else if (command === 'curve') {
    const vocabularySize = modelSizes.micro.vocabularySize;
    process.stdout.write(
      `${writeCurve(values.logs, [
        { name: 'tiny', config: { ...modelSizes.nano, vocabularySize } },
        { name: 'micro', config: modelSizes.micro },
        { name: 'mini', config: modelSizes.mini },
      ])}\n`,
    );
  } else {
    throw new Error(usage);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
