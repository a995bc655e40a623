// `startRun` and `controlRun`: one run at a time.
import type { CommandOf } from '../../contract/messages';
import type { Engine } from '../engine';
import { EngineError } from '../failures';
import { RunSession } from '../session';

export function startRun(engine: Engine, command: CommandOf<'startRun'>): object {
  if (engine.run) {
    throw new EngineError('bad-input', 'Another run is going on or paused; stop it first.');
  }
  const session = new RunSession(engine, command, () => {
    if (engine.run === session) engine.run = null;
  });
  engine.run = session;
  session.announce();
  return {};
}

export function controlRun(engine: Engine, command: CommandOf<'controlRun'>): object {
  if (engine.run?.runId !== command.runId) {
    throw new EngineError('bad-input', 'This run is not going on.');
  }
  engine.run.act(command.action);
  return {};
}
