// Which models answer beside a fine-tuned one: those of its size that are really there. Asks none of them.
import type { ModelId, SftModelRecord } from '../../contract/records';
import { m } from '../../paraglide/messages.js';

export interface ComparedModel {
  role: 'base' | 'chat' | 'start' | 'new';
  modelId: ModelId;
  title: string;
  help: string;
}

/** Base, chat and new model, and where it began if that is another; each model once, only what `has` knows. */
export function comparedModels(
  { id, baseModelId, shippedBase }: SftModelRecord,
  has: (modelId: ModelId) => boolean,
): ComparedModel[] {
  const size = shippedBase.replace(/-(base|chat)$/, '');
  const all: ComparedModel[] = [
    {
      role: 'base',
      modelId: `shipped:${size}-base`,
      title: m.demonstrate_answers_base(),
      help: m.demonstrate_answers_base_help(),
    },
    {
      role: 'chat',
      modelId: `shipped:${size}-chat`,
      title: m.demonstrate_answers_chat(),
      help: m.demonstrate_answers_chat_help(),
    },
    {
      role: 'start',
      modelId: baseModelId,
      title: m.demonstrate_answers_start(),
      help: m.demonstrate_answers_start_help(),
    },
    {
      role: 'new',
      modelId: `sft:${id}`,
      title: m.demonstrate_answers_new(),
      help: m.demonstrate_answers_new_help(),
    },
  ];
  const firstOf = (modelId: ModelId) => all.find((other) => other.modelId === modelId);
  return all.filter((one) => has(one.modelId) && firstOf(one.modelId) === one);
}
