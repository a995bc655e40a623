// The composition root: opens the store, starts the engine, builds the states, shows the page.
// Nothing else creates any of these.
import { mount } from 'svelte';
import { createEngineClient } from './client/engine-client';
import { createRuleSandbox } from './client/rule-sandbox';
import type { EngineClient } from './client/types';
import type { ModelId } from './contract/records';
import { Random } from './core/rng';
import { getLocale } from './paraglide/runtime.js';
import type { AppState } from './state/app';
import { AnswersState } from './state/answers.svelte';
import { Arena } from './state/arena.svelte';
import { AutoLabeler } from './state/auto-labeler.svelte';
import { AutoVoter } from './state/auto-voter.svelte';
import { ChatsState } from './state/chats.svelte';
import { DataState } from './state/data.svelte';
import { DemonstrationDraft } from './state/demonstration-draft.svelte';
import { DemonstrationsState } from './state/demonstrations.svelte';
import { EngineState } from './state/engine.svelte';
import { createModelProvider } from './state/model-provider';
import { ModelsState } from './state/models.svelte';
import { NavigationState, type HashPort } from './state/navigation.svelte';
import { PromptPool } from './state/prompt-pool';
import { RankingSession } from './state/ranking-session.svelte';
import { RankingsState } from './state/rankings.svelte';
import { RewardChoice } from './state/reward-choice.svelte';
import { RewardModelsState } from './state/reward-models.svelte';
import { RunOverlay } from './state/run-overlay.svelte';
import { RuleMending } from './state/rule-mending.svelte';
import { RuleTrial } from './state/rule-trial.svelte';
import { RunsState } from './state/runs.svelte';
import { SettingsState, type QueryPort } from './state/settings.svelte';
import { ExperimentChoice } from './state/experiment-choice.svelte';
import { FineTuningState } from './state/sft.svelte';
import { knownStorageProblem, type StorageProblemKind } from './state/storage-problem';
import { ThemeState } from './state/theme.svelte';
import { TimeMachine } from './state/time-machine.svelte';
import { VotesState } from './state/votes.svelte';
import { openStore } from './storage/store';
import type { Store } from './storage/types';
import './ui/app.css';
import App from './ui/App.svelte';
import StartProblem from './ui/shell/StartProblem.svelte';
import { heldOutPrompts, trainingPrompts } from './world/prompts';

const hash: HashPort = {
  read: () => location.hash,
  write: (value) => (location.hash = value),
  onChange: (listener) => addEventListener('hashchange', listener),
};
const query: QueryPort = {
  read: () => location.search,
  replace: (search) => history.replaceState(null, '', `?${search}${location.hash}`),
};

async function start(target: HTMLElement): Promise<void> {
  document.documentElement.lang = getLocale();
  const theme = new ThemeState();
  const problem = (kind: StorageProblemKind | null, error: unknown) =>
    mount(StartProblem, { target, props: { kind, detail: String(error) } });
  let store: Store;
  try {
    store = await openStore();
  } catch (error) {
    // Some browsers have no IndexedDB at all in private windows, which no error of the store names.
    problem(knownStorageProblem(error) ?? 'unavailable', error);
    return;
  }
  try {
    mount(App, { target, props: { app: await buildStates(store, theme) } });
  } catch (error) {
    problem(knownStorageProblem(error), error);
  }
}

async function buildStates(store: Store, theme: ThemeState): Promise<AppState> {
  const settings = new SettingsState(store.preferences, query);
  await settings.load();
  const sandbox = createRuleSandbox({
    address: new URL('rule-sandbox.html', document.baseURI).href,
  });
  const client = createEngineClient({
    backend: settings.values.backend,
    assetBase: new URL('.', document.baseURI).href,
    provider: createModelProvider(store),
    sandbox,
  });
  const engine = new EngineState(client);
  const models = new ModelsState(store);
  await models.load('models/index.json');
  const warmUp = (ids: readonly ModelId[]) => engine.warmUp(ids);
  const chats = new ChatsState({ store, client, settings, models, warmUp });
  await chats.load();
  const rankings = new RankingsState(store);
  const rewardModels = new RewardModelsState(client, store);
  const rewardChoice = new RewardChoice(store.preferences);
  const runs = new RunsState(client, store, models);
  const ruleMending = new RuleMending(store.preferences, runs);
  const demonstrating = buildDemonstrating(store, client, models, settings);
  const { demonstrations, demonstrationDraft, fineTuning } = demonstrating;
  const ranking = buildRanking(store, client, rankings, settings);
  const comparing = buildComparing(store, client, models, settings);
  await Promise.all([
    demonstrations.refresh().then(() => fineTuning.load()),
    demonstrationDraft.load(),
    rankings.refresh(),
    rewardModels.load(),
    rewardChoice.load(),
    ruleMending.load(),
    runs.load(),
    ranking.rankingSession.load(),
    comparing.votes.refresh(),
    comparing.arena.load(),
    comparing.runOverlay.load(),
  ]);
  return {
    ...ranking,
    ...comparing,
    ...demonstrating,
    chats,
    data: new DataState({
      store,
      demonstrations,
      rankings,
      settings,
      votes: comparing.votes,
      now: Date.now,
      owners: {
        chats: (id) => chats.delete(id),
        sftModels: (id) => fineTuning.delete(id),
        rewardModels: (id) => rewardModels.delete(id),
        runs: (id) => runs.delete(id),
        checkpoints: (id) => runs.deleteCheckpoint(id),
      },
    }),
    engine,
    models,
    navigation: new NavigationState(hash),
    rankings,
    experimentChoice: new ExperimentChoice(settings),
    rewardChoice,
    rewardModels,
    ruleMending,
    ruleTrial: new RuleTrial(client, sandbox),
    runs,
    settings,
    theme,
    timeMachine: new TimeMachine({ runs, rewardChoice, rewardModels, settings }),
  };
}

/** Demonstrations, and the models fine-tuned on them. */
function buildDemonstrating(
  store: Store,
  client: EngineClient,
  models: ModelsState,
  settings: SettingsState,
): Pick<AppState, 'answers' | 'demonstrations' | 'demonstrationDraft' | 'fineTuning'> {
  const demonstrations = new DemonstrationsState(store);
  return {
    answers: new AnswersState(client, settings),
    demonstrations,
    demonstrationDraft: new DemonstrationDraft({ store, client, settings, demonstrations }),
    fineTuning: new FineTuningState({ client, store, models, settings, demonstrations }),
  };
}

/** What makes rankings: a person, and the simulated labelers. */
function buildRanking(
  store: Store,
  client: EngineClient,
  rankings: RankingsState,
  settings: SettingsState,
): Pick<AppState, 'autoLabeler' | 'rankingSession'> {
  const random = new Random(crypto.getRandomValues(new Uint32Array(1))[0]!);
  const pool = new PromptPool(store.chats, trainingPrompts, random.fork());
  const newId = () => crypto.randomUUID();
  const context = { store, client, rankings, settings, pool, random, newId, now: Date.now };
  return { autoLabeler: new AutoLabeler(context), rankingSession: new RankingSession(context) };
}

/** What compares models: a person's blind votes, simulated ones, and the curves of runs. */
function buildComparing(
  store: Store,
  client: EngineClient,
  models: ModelsState,
  settings: SettingsState,
): Pick<AppState, 'arena' | 'autoVoter' | 'runOverlay' | 'votes'> {
  const random = new Random(crypto.getRandomValues(new Uint32Array(1))[0]!);
  const votes = new VotesState(store);
  // Prompts that no ranking and no run has used.
  const pool = new PromptPool(store.chats, heldOutPrompts, random.fork());
  const newId = () => crypto.randomUUID();
  const context = { store, client, models, votes, settings, pool, random, newId, now: Date.now };
  const runOverlay = new RunOverlay(store);
  return { arena: new Arena(context), autoVoter: new AutoVoter(context), runOverlay, votes };
}

void start(document.getElementById('app') as HTMLElement);
