// `startSft` and `controlSft`: one fine-tuning at a time.
import type { CommandOf, Replies } from '../../contract/messages';
import type { Engine } from '../engine';
import { EngineError } from '../failures';
import { SftSession } from '../sft-session';

export function startSft(engine: Engine, command: CommandOf<'startSft'>): Replies['startSft'] {
  if (engine.fineTuning) {
    throw new EngineError('bad-input', 'Another fine-tuning is going on or paused; end it first.');
  }
  const session = new SftSession(engine, command, () => {
    if (engine.fineTuning === session) engine.fineTuning = null;
  });
  engine.fineTuning = session;
  session.announce();
  return { plan: session.plan };
}

export function controlSft(engine: Engine, command: CommandOf<'controlSft'>): object {
  if (engine.fineTuning?.sftModelId !== command.sftModelId) {
    throw new EngineError('bad-input', 'This fine-tuning is not going on.');
  }
  engine.fineTuning.act(command.action);
  return {};
}
