// Finds the labeler of an experiment: a built-in one by its name, or the default export of an ES module.
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { labelers, type Labeler, type LabelerName } from '../../src/world/labelers';
import { UsageError } from './options';

export async function openLabeler(nameOrPath: string): Promise<Labeler> {
  if (Object.hasOwn(labelers, nameOrPath)) return labelers[nameOrPath as LabelerName];
  const path = resolve(nameOrPath);
  if (!existsSync(path)) {
    throw new UsageError(
      `There is no labeler "${nameOrPath}": neither a built-in one (${Object.keys(labelers).join(', ')}) nor a file.`,
    );
  }
  let module: { default?: unknown };
  try {
    module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  } catch (error) {
    throw new UsageError(`${path} cannot be loaded: ${(error as Error).message}`);
  }
  const judge = module.default;
  if (typeof judge !== 'function') {
    throw new UsageError(`${path} has no default export (prompt, reply) => number.`);
  }
  return {
    name: basename(path),
    score: (prompt, reply) => {
      let score: unknown;
      try {
        score = (judge as (prompt: string, reply: string) => unknown)(prompt, reply);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new UsageError(`${path} failed on the reply "${reply}": ${reason}`);
      }
      if (typeof score !== 'number' || !Number.isFinite(score)) {
        throw new UsageError(
          `${path} gave ${String(score)}, no finite number, for the reply "${reply}".`,
        );
      }
      return score;
    },
  };
}
