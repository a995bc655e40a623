// The text of src/world/world-prompts.generated.ts. Draws nothing itself; that is world/world-prompts.ts.
import { drawWorldPrompts, type WorldPrompt } from '../../src/world/world-prompts';

const trainingCount = 330;
const heldOutCount = 136;

export function writeWorldPrompts(): string {
  return [
    '// Prompts about the small world by skill, one a line. Written by `npm run prompts`; do not edit.',
    '',
    '/** Asked in ways that the shipped models were trained on. */',
    `export const worldTraining = ${asObject(drawWorldPrompts('train', trainingCount))};`,
    '',
    '/** Asked in ways that they never saw. */',
    `export const worldHeldOut = ${asObject(drawWorldPrompts('unseen-frames', heldOutCount))};`,
    '',
  ].join('\n');
}

function asObject(prompts: readonly WorldPrompt[]): string {
  const skills = [...new Set(prompts.map(({ skill }) => skill))];
  const fields = skills.map((skill) => {
    const own = prompts.filter((prompt) => prompt.skill === skill);
    const name = /^\w+$/.test(skill) ? skill : `'${skill}'`;
    return `  ${name}: \`\n${own.map(({ content }) => `    ${content}\n`).join('')}  \`,\n`;
  });
  return `{\n${fields.join('')}}`;
}
