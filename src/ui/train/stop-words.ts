// Why a run stopped by itself, in words. Decides nothing; that is core/run-stop.
import { m } from '../../paraglide/messages.js';
import type { Run, RunStop } from '../../state/run-types';
import { formatNumber, formatShare } from '../common/words';

/** What was seen, with the numbers that showed it. */
export function stopSeen(stop: RunStop, settings: Run['settings']): string {
  const value = formatNumber(stop.value, 3);
  const reference = formatNumber(stop.reference, 3);
  switch (stop.kind) {
    case 'kl-limit':
      return m.train_stop_kl_limit({ value, reference });
    case 'variety-floor': {
      const share = formatShare(Number(settings.stopVariety));
      return m.train_stop_variety_floor({ value, reference, share });
    }
    case 'no-gain': {
      const patience = Number(settings.stopPatience);
      return m.train_stop_no_gain({ value, reference, patience });
    }
    default:
      return stop.kind satisfies never;
  }
}
