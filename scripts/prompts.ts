// `npm run prompts`: writes src/world/world-prompts.generated.ts, the prompts about the world that ship with the page,
// after a change of the topics. A test says when that is due.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeWorldPrompts } from './lib/world-prompts-file';

writeFileSync(
  fileURLToPath(new URL('../src/world/world-prompts.generated.ts', import.meta.url)),
  writeWorldPrompts(),
);
