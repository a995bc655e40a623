// How a run goes wrong, in words: what was seen and what to do. Detects nothing; that is core/run-watch.
import { m } from '../../paraglide/messages.js';
import type { RunTrouble } from '../../state/run-types';
import { formatNumber } from '../common/words';

interface TroubleWords {
  title: string;
  /** The numbers that showed it, and when. */
  seen: string;
  advice: string;
}

export function troubleWords({ kind, iteration, ...numbers }: RunTrouble): TroubleWords {
  const value = formatNumber(numbers.value, 3);
  const reference = formatNumber(numbers.reference, 3);
  const facts = { iteration, value, reference };
  switch (kind) {
    case 'kl-exploding':
      return {
        title: m.train_trouble_kl_exploding_title(),
        seen: m.train_trouble_kl_exploding(facts),
        advice: m.train_trouble_kl_exploding_advice(),
      };
    case 'kl-negative':
      return {
        title: m.train_trouble_kl_negative_title(),
        seen: m.train_trouble_kl_negative(facts),
        advice: m.train_trouble_kl_negative_advice(),
      };
    case 'entropy-collapse':
      return {
        title: m.train_trouble_entropy_collapse_title(),
        seen: m.train_trouble_entropy_collapse(facts),
        advice: m.train_trouble_entropy_collapse_advice(),
      };
    case 'replies-alike':
      return {
        title: m.train_trouble_replies_alike_title(),
        // Variety falls, the share of the commonest reply rises.
        seen:
          numbers.value < numbers.reference
            ? m.train_trouble_replies_alike(facts)
            : m.train_trouble_replies_same(facts),
        advice: m.train_trouble_replies_alike_advice(),
      };
    case 'gold-falling':
      return {
        title: m.train_trouble_gold_falling_title(),
        seen: m.train_trouble_gold_falling(facts),
        advice: m.train_trouble_gold_falling_advice(),
      };
    default:
      return kind satisfies never;
  }
}
