// The Web Worker that owns all tensors: takes a command, hands it to its handler, answers. A command that fails
// answers `failed` and leaves the worker as it was. Computes nothing itself.
import type { Command, CommandType, Replies, Reply } from '../contract/messages';
import { generateReplies } from './commands/generate';
import { initialise } from './commands/initialise';
import { loadModel, unloadModel } from './commands/models';
import { loadRewardModel, score, train } from './commands/reward-model';
import { controlRun, startRun } from './commands/run';
import { controlSft, startSft } from './commands/sft';
import { createEngine, startedEngine } from './engine';
import { describeFailure } from './failures';
import { proveLife } from './life';
import { createPort } from './port';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const now = () => performance.now();
const port = createPort(scope, now);
const engine = createEngine(port, now);

scope.onmessage = ({ data: command }: MessageEvent<Command>) => void answer(command);
void proveLife(port);

async function answer(command: Command): Promise<void> {
  const { requestId, type } = command;
  try {
    if (type !== 'initialise') startedEngine(engine);
    const reply = await handle(command);
    // The switch below pairs each command with its own reply; a union cannot say so.
    port.send({ type: 'reply', to: type, requestId, ...reply } as Reply);
  } catch (error) {
    console.error(error);
    port.send({ type: 'failed', requestId, ...describeFailure(error) });
  }
}

function handle(command: Command): Promise<Replies[CommandType]> | Replies[CommandType] {
  switch (command.type) {
    case 'initialise':
      return initialise(engine, command);
    case 'loadModel':
      return loadModel(engine, command);
    case 'unloadModel':
      return unloadModel(engine, command);
    case 'generate':
      return generateReplies(engine, command);
    case 'cancel':
      engine.cancellations.get(command.targetRequestId)?.();
      return {};
    case 'trainRewardModel':
      return train(engine, command);
    case 'loadRewardModel':
      return loadRewardModel(engine, command);
    case 'unloadRewardModel':
      engine.rewardModels.remove(command.rewardModelId);
      return {};
    case 'score':
      return score(engine, command);
    case 'startSft':
      return startSft(engine, command);
    case 'controlSft':
      return controlSft(engine, command);
    case 'startRun':
      return startRun(engine, command);
    case 'controlRun':
      return controlRun(engine, command);
    case 'answerRule':
      engine.rules.answer(command.askId, command.outcome);
      return {};
    default:
      return command satisfies never;
  }
}
