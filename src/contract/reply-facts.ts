// The plain facts of a reply that a linear reward model is told (core/reply-facts.ts counts them). Their words live in the
// message files as `reward_fact_<name>`. Imports nothing.

/** What is counted, in the order of the numbers. Counts are as log(1 + count): the second of something says less. */
export const replyFactNames = [
  'words',
  'log_words',
  'sentences',
  'exclamation_marks',
  'question_marks',
  'full_stops',
  'commas',
  'apostrophes',
  'ends_with_question',
  'ends_with_mark',
  'begins_with_capital',
  'letters_per_word',
  'different_words',
  'prompt_words',
  'prompt_words_share',
] as const;
export type ReplyFactName = (typeof replyFactNames)[number];
