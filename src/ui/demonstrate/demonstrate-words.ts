// How demonstrations, fine-tunings and imported files read in words. Decides nothing.
import type { DemonstrationKind, SftModelRecord } from '../../contract/records';
import type {
  DemonstrationProblem,
  DemonstrationProblemKind,
} from '../../core/demonstrations-import';
import { m } from '../../paraglide/messages.js';
import type { DemonstrationImport } from '../../state/demonstrations.svelte';
import type { SftActivity } from '../../state/sft-types';
import { formatNumber } from '../common/words';

export const kindNames: Record<DemonstrationKind, () => string> = {
  plain: m.demonstrate_kind_plain,
  'few-shot': m.demonstrate_kind_few_shot,
  'from-use': m.demonstrate_kind_from_use,
};

export const kindHelp: Record<DemonstrationKind, () => string> = {
  plain: m.demonstrate_kind_plain_help,
  'few-shot': m.demonstrate_kind_few_shot_help,
  'from-use': m.demonstrate_kind_from_use_help,
};

/** What the status "Demonstrations" says; starts with their number. */
export function demonstrationsText(
  count: number,
  counts: Readonly<Record<DemonstrationKind, number>>,
): string {
  if (count === 0) return m.demonstrate_status_none();
  if (count === 1) return m.demonstrate_status_one();
  return m.demonstrate_status({
    // No separators: people and tests read a number.
    count,
    plain: counts.plain,
    fewShot: counts['few-shot'],
    fromUse: counts['from-use'],
  });
}

/** What a fine-tuning is doing, or how it ended. */
export function activityText(record: SftModelRecord, activity: SftActivity): string {
  const step = formatNumber(record.step, 21);
  const total = formatNumber(record.totalSteps, 21);
  switch (activity) {
    case 'starting':
      return m.demonstrate_state_starting();
    case 'running':
      return m.demonstrate_state_running();
    case 'paused':
      return m.demonstrate_state_paused({ step, total });
    case 'stopping':
      return m.demonstrate_state_stopping();
    case 'elsewhere':
      return m.demonstrate_state_elsewhere();
    case 'finished':
      return m.demonstrate_state_finished({ step });
    case 'stopped':
      return m.demonstrate_state_stopped({ step, total });
    case 'interrupted':
      return record.savedStep > 0
        ? m.demonstrate_state_interrupted({ step, total })
        : m.demonstrate_state_interrupted_unsaved();
    case 'failed':
      return m.demonstrate_state_failed({ reason: record.failure ?? '' });
    default:
      return activity satisfies never;
  }
}

export function importSummary({
  fileName,
  added,
  replaced,
  problems,
}: DemonstrationImport): string {
  if (added + replaced === 0) return m.demonstrate_import_nothing({ name: fileName });
  const refused = problems.length;
  return m.demonstrate_import_report({ name: fileName, added, replaced, refused });
}

const importProblems: Record<DemonstrationProblemKind, (inputs: { detail: string }) => string> = {
  'file-too-large': m.data_import_file_too_large,
  'line-too-long': m.demonstrate_import_line_too_long,
  'not-json': m.data_import_not_json,
  'not-an-object': m.demonstrate_import_not_an_object,
  'missing-field': m.demonstrate_import_missing_field,
  'bad-prompt': m.data_import_bad_prompt,
  'bad-reply': m.demonstrate_import_bad_reply,
  'bad-demonstration': m.demonstrate_import_bad_demonstration,
};

/** What is wrong with a line, and what to do about it. */
export function importProblemText({ kind, detail }: DemonstrationProblem): string {
  return importProblems[kind]({ detail });
}
