// Names of what is stored, and what is wrong with a line of an imported file, in words.
import type {
  Chat,
  Checkpoint,
  RewardModelRecord,
  Run,
  SftModelRecord,
} from '../../contract/records';
import type { ImportProblem, ImportProblemKind } from '../../core/preferences-import';
import { m } from '../../paraglide/messages.js';
import type { AppState } from '../../state/app';
import { chatTitle } from '../../state/conversations';
import type { StoredItems, StoredKind } from '../../state/data.svelte';
import { formatBytes, formatDate, formatShare } from '../common/words';

export const kindNames: Record<StoredKind, () => string> = {
  chats: m.data_kind_chats,
  demonstrations: m.data_kind_demonstrations,
  sftModels: m.data_kind_sftModels,
  rankings: m.data_kind_rankings,
  votes: m.data_kind_votes,
  rewardModels: m.data_kind_rewardModels,
  runs: m.data_kind_runs,
  checkpoints: m.data_kind_checkpoints,
};

const runStatuses: Record<Run['status'], () => string> = {
  running: m.data_status_running,
  paused: m.data_status_paused,
  finished: m.data_status_finished,
  stopped: m.data_status_stopped,
  failed: m.data_status_failed,
};

const importProblems: Record<ImportProblemKind, (inputs: { detail: string }) => string> = {
  'file-too-large': m.data_import_file_too_large,
  'line-too-long': m.data_import_line_too_long,
  'not-json': m.data_import_not_json,
  'not-an-object': m.data_import_not_an_object,
  'missing-field': m.data_import_missing_field,
  'bad-prompt': m.data_import_bad_prompt,
  'bad-reply': m.data_import_bad_reply,
  'equal-replies': m.data_import_equal_replies,
  'bad-ranking': m.data_import_bad_ranking,
  'pair-not-in-ranking': m.data_import_pair_not_in_ranking,
  'ranking-conflict': m.data_import_ranking_conflict,
};

/** What is wrong with a line, and what to do about it. */
export function importProblemText({ kind, detail }: ImportProblem): string {
  return importProblems[kind]({ detail });
}

/** One stored thing as the list shows it. */
export interface ItemWords {
  id: string;
  name: string;
  note: string;
}

/** Names of the records of one kind, in the order given. */
export function itemWords(
  kind: keyof StoredItems,
  items: StoredItems,
  models: AppState['models'],
): ItemWords[] {
  switch (kind) {
    case 'chats':
      return items.chats.map(chatWords);
    case 'sftModels':
      return items.sftModels.map((model) => sftModelWords(model, models.sftName(model.id)));
    case 'rewardModels':
      return items.rewardModels.map(rewardModelWords);
    case 'runs':
      return items.runs.map((run) => runWords(run, models.runName(run.id)));
    case 'checkpoints':
      return items.checkpoints.map((checkpoint) =>
        checkpointWords(checkpoint, models.name(`checkpoint:${checkpoint.id}`)),
      );
    default:
      return kind satisfies never;
  }
}

function chatWords(chat: Chat): ItemWords {
  return { id: chat.id, name: chatTitle(chat), note: formatDate(chat.updatedAtMs) };
}

function sftModelWords({ id, bytes, demonstrationIds }: SftModelRecord, name: string): ItemWords {
  const note = m.data_item_sft_note({ count: demonstrationIds.length, size: formatBytes(bytes) });
  return { id, name, note };
}

function rewardModelWords({ id, createdAtMs, heldOutAccuracy }: RewardModelRecord): ItemWords {
  const note =
    heldOutAccuracy === null
      ? m.data_item_reward_unmeasured()
      : m.data_item_reward_note({ accuracy: formatShare(heldOutAccuracy) });
  return { id, name: m.data_item_reward({ date: formatDate(createdAtMs) }), note };
}

function runWords({ id, iteration, status }: Run, name: string): ItemWords {
  const note = m.data_item_run_note({ iteration, status: runStatuses[status]() });
  return { id, name, note };
}

function checkpointWords({ id, bytes }: Checkpoint, name: string): ItemWords {
  return { id, name, note: m.data_item_checkpoint_note({ size: formatBytes(bytes) }) };
}
