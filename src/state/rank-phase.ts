// Where a person who ranks stands: nothing yet, samples being written, samples being judged, or a failure; and what of
// it is on the screen.
import type { ModelId } from '../contract/records';
import type { FailureWord } from './engine.svelte';
import type { RankPrompt } from './prompt-pool';
import type { RankTask, SampleWriting } from './sample-writing.svelte';

export type RankPhase =
  | { kind: 'idle' }
  | { kind: 'writing'; writing: SampleWriting }
  | { kind: 'judging'; task: RankTask }
  | { kind: 'failed'; prompt: RankPrompt; failure: FailureWord; detail: string };

export interface Shown {
  prompt: RankPrompt | null;
  /** Of the samples, as far as they are written. */
  texts: readonly string[];
  /** Whose samples they are. */
  modelId: ModelId | null;
}

/** What is on the screen. Reactive while samples are being written. */
export function shownIn(phase: RankPhase): Shown {
  switch (phase.kind) {
    case 'idle':
      return { prompt: null, texts: [], modelId: null };
    case 'writing': {
      const { prompt, texts, order } = phase.writing;
      return { prompt, texts, modelId: order.modelId };
    }
    case 'judging': {
      const { prompt, samples, modelId } = phase.task;
      return { prompt, texts: samples.map(({ text }) => text), modelId };
    }
    case 'failed':
      return { prompt: phase.prompt, texts: [], modelId: null };
    default:
      return phase satisfies never;
  }
}
