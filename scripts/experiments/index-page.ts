// The index of the experiments: what there is, how to run it, what the numbers mean, how long it took.
import { armIds, type ExperimentId } from '../../src/contract/experiments';
import { markdownTable } from './markdown';
import type { ArmData } from './measures';

export function indexText(
  overview: readonly { id: ExperimentId; title: string; arms: readonly ArmData[] }[],
): string {
  const rows = overview.map(({ id, title, arms }) => {
    const records = arms.flatMap((arm) => arm.records);
    const hours = records.reduce((sum, { seconds }) => sum + totalOf(seconds), 0) / 3600;
    const state =
      records.length === 0
        ? 'not run yet'
        : `${records.length} runs of ${arms.length} of ${armIds(id).length} arms, ${hours.toFixed(1)} hours`;
    return [records.length === 0 ? title : `[${title}](${id}.md)`, `\`${id}\``, state];
  });
  return `# Experiments

Each has a question, arms that differ in one thing, and several seeds. The app offers the same arms in the Train room
("Try an experiment"); both read [\`src/contract/experiments.ts\`](../../src/contract/experiments.ts).

${markdownTable(['experiment', 'name', 'state'], rows)}

\`\`\`
npm run experiments                                # all of them, three seeds each, into this folder
npm run experiments -- break-it --seeds 1          # one of them
npm run experiments -- methods --arm grpo          # one arm
npm run experiments -- --quick                     # every arm at a size that only shows that it runs, into .cache/
npm run experiments -- --pages                     # runs nothing; draws pages and figures anew
\`\`\`

Every finished run is a line of \`data/<name>.jsonl\` at once: settings, seed, metrics of every iteration, evaluation. A
runner that was stopped goes on with the next run; a run that another experiment has done already is taken from there.
An arm that needs a setting that this version does not have is said to be not available, and left out. Two runners with
different names can work side by side. Pages and figures are drawn from the data alone; what was seen is written by a
person after looking, in \`seen/<name>.md\`.

How long it takes is in the project's [README](../../README.md); how long each took, in the table.

## What the numbers mean

- **Gold score**: a simulated labeler's own score without mistakes, 0 to 1. **Reward**, the proxy: what the policy is
  rewarded with, in standard deviations of the starting model's own replies. **Rise**: after minus before, on the
  held-out prompts.
- **Win rate**: share of the held-out prompts on which the gold score prefers the trained policy's reply to the starting
  policy's, ties half. **KL**: sum over a reply's tokens of log pi - log pi_ref, averaged over replies, in nats; of
  best-of-n the formula log n - (n-1)/n.
- **Distinct-2**: distinct word pairs over all word pairs of the replies. **Relevance**: how often a reply is likelier
  after its own prompt than after another, 1/2 when it fits all alike. **Language loss**: nats per token of general
  language, all tokens alike: real dialogues that nothing was trained on (their replies), and 120 plain texts such as the
  base model was pretrained on, written with a seed that no training uses. Not on the dialogues alone: they are small
  talk, whose answers a labeler's taste is meant to change, so that their loss rises however well all other language is
  kept. The data hold theirs too, as \`dialogue_loss_before\` and \`dialogue_loss_after\`.
- **± and error bars**: standard error of the mean over seeds. With three seeds it is itself uncertain by half.
- **Tokens sampled + trained**: reply tokens that were drawn, and reply tokens that went through an optimizer step, each
  time and for each model that learns. The unit of computing that does not depend on the machine.
- **Seconds**: of drawing and learning alone, on whatever machine made the data, beside whatever else it did.
`;
}

const totalOf = (seconds: Record<string, number>): number =>
  Object.values(seconds).reduce((sum, value) => sum + value, 0);
