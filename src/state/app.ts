// What every component can reach: one state object per concern, built in main.ts and provided once.
import { createContext } from 'svelte';
import type { AnswersState } from './answers.svelte';
import type { Arena } from './arena.svelte';
import type { AutoLabeler } from './auto-labeler.svelte';
import type { AutoVoter } from './auto-voter.svelte';
import type { ChatsState } from './chats.svelte';
import type { DataState } from './data.svelte';
import type { DemonstrationDraft } from './demonstration-draft.svelte';
import type { DemonstrationsState } from './demonstrations.svelte';
import type { EngineState } from './engine.svelte';
import type { ExperimentChoice } from './experiment-choice.svelte';
import type { ModelsState } from './models.svelte';
import type { NavigationState } from './navigation.svelte';
import type { RankingSession } from './ranking-session.svelte';
import type { RankingsState } from './rankings.svelte';
import type { RewardChoice } from './reward-choice.svelte';
import type { RewardModelsState } from './reward-models.svelte';
import type { RunOverlay } from './run-overlay.svelte';
import type { RuleMending } from './rule-mending.svelte';
import type { RuleTrial } from './rule-trial.svelte';
import type { RunsState } from './runs.svelte';
import type { SettingsState } from './settings.svelte';
import type { FineTuningState } from './sft.svelte';
import type { ThemeState } from './theme.svelte';
import type { TimeMachine } from './time-machine.svelte';
import type { VotesState } from './votes.svelte';

export interface AppState {
  answers: AnswersState;
  arena: Arena;
  autoLabeler: AutoLabeler;
  autoVoter: AutoVoter;
  chats: ChatsState;
  data: DataState;
  demonstrationDraft: DemonstrationDraft;
  demonstrations: DemonstrationsState;
  engine: EngineState;
  experimentChoice: ExperimentChoice;
  fineTuning: FineTuningState;
  models: ModelsState;
  navigation: NavigationState;
  rankingSession: RankingSession;
  rankings: RankingsState;
  rewardChoice: RewardChoice;
  rewardModels: RewardModelsState;
  runOverlay: RunOverlay;
  ruleMending: RuleMending;
  ruleTrial: RuleTrial;
  runs: RunsState;
  settings: SettingsState;
  theme: ThemeState;
  timeMachine: TimeMachine;
  votes: VotesState;
}

/** `useApp()` in a component's script gives the states; `provideApp` is App.svelte's. */
export const [useApp, provideApp] = createContext<AppState>();
