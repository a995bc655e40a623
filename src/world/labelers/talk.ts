// What small talk calls for: a greeting wants a greeting, a sad word some comfort. Owns these expectations, as pairs of
// patterns over lower-case texts; they say whether a reply takes a prompt up, not whether it does so well.

interface Expectation {
  prompt: RegExp;
  reply: RegExp;
}

/** A yes, a no or something between, at the start of a sentence. */
const verdict =
  /(^|[.!?:,] +)(yes|no|nope|yeah|yep|of course|sure|maybe|perhaps|not|never|absolutely|definitely|indeed|certainly|why not|i (do|don't|do not|can|can't|cannot|am|will|won't|would|like|love)|i'm)\b/;

const expectations: readonly Expectation[] = [
  {
    prompt:
      /^(well |oh |why )?(hello|hi|hey|greetings|ahoy|good (morning|evening|afternoon|day)|rise and shine|tada)\b/,
    reply:
      /\b(hello|hi|hey|greetings|good (morning|evening|afternoon|day)|morning|welcome|ahoy|nice to (see|meet))\b/,
  },
  {
    prompt:
      /\b(bye|good ?night|nighty|see (you|ya)|sign(ing)? off|log off|outta here|be back|going to bed|dreams)\b/,
    reply:
      /\b(bye|goodbye|night|see you|later|soon|dreams|sleep|take care|until|back|farewell|tomorrow)\b/,
  },
  {
    prompt: /\b(thank you|thanks)\b/,
    reply: /\b(welcome|pleasure|any ?time|no problem|glad|happy to|of course|don't mention)\b/,
  },
  {
    prompt:
      /\b(you're|you are|aren't you|that's|that is)\b.*\b(best|amazing|smart|clever|funny|genius|awesome|hilarious)\b|well done|nailed it/,
    reply: /\b(thank|thanks|kind|glad|flatter\w*|appreciate|you too|happy|try|blush\w*)\b/,
  },
  {
    prompt: /\b(sorry|my bad|excuse me|just kidding)\b/,
    reply:
      /\b(okay|ok|no problem|worr(y|ies)|fine|all right|forg(ive|iven|et)|no harm|it's good|we're good|yes)\b/,
  },
  {
    prompt:
      /\bhow('s| is| are|'re| was| do)\b.*\b(you|it|life|day|week|monday|going)\b|\bwhat's (up|new|the latest)\b|^are you (well|doing)\b/,
    reply: /\b(i'm|i am|fine|well|good|great|okay|not bad|all right|day)\b/,
  },
  {
    prompt:
      /\b(sad|unhappy|down|lonely|alone|angry|mad|furious|annoying|tired|exhaust\w*|worn out|bored|boring|dull|blue|afraid|scared|worried|sick|nap|no one|don't have any)\b/,
    reply:
      /\b(sorry|regret|hope|feel|better|hug|rest|help|tough|oh no|too bad|sleep|nap|breath\w*|talk|listen|try|walk|with you|for you|care|cheer)\b/,
  },
  {
    prompt:
      /\b(i'm|i am|i feel|i love|i like|i can't stop|life is|that is good)\b.*\b(happ\w*|fantastic|amazing|giddy|beautiful|world|joy|smiling|good|love|like|news)\b/,
    reply: /\b(glad|happy|great|wonderful|awesome|nice|lovely|fun|love|good|sounds|enjoy|me too)\b/,
  },
  {
    prompt: /\b(jokes?|funny|laugh\w*|entertain)\b/,
    reply: /\b(why|what do you call|knock|because|jokes?|funny|laugh\w*|ha+h\w*)\b/,
  },
  {
    prompt:
      /\b(favou?rite|best|prettiest|greatest|what do you (like|think)|how do you feel about)\b/,
    reply: /\b(favou?rites?|like|love|best|think|choose|enjoy|prefer|hard to say|fan|too many)\b/,
  },
  {
    prompt:
      /\b(who|what) are you\b|\b(your|you) (full )?(name|age|job|birthday|purpose|born|live|from)\b|introduce|\bhow old are you\b/,
    reply: /\b(i'm|i am|my|i (live|was|do|don't|have|help|like|come)|call me)\b/,
  },
  {
    prompt: /\bshould (i|we)\b/,
    reply: /\b(yes|no|should|if|why not|sounds|up to you|could|good idea|would|go for|depends)\b/,
  },
  {
    prompt: /\b(hug|high five|fist bump|shake hands|friends?|buddy|bffs?|besties)\b/,
    reply: /\b(hugs?|five|friends?|buddy|bump|hands?|of course|sure|yes|here|love to)\b/,
  },
  {
    prompt: /\b(hungry|food|eat|coffee|craving|lunch|breakfast|meal|snack)\b/,
    reply:
      /\b(eat|food|snack|lunch|dinner|breakfast|sandwich|soup|fruit|cook|bread|cake|kitchen|pizza|rice|apple|pancakes?|tasty|hungry|coffee|drink|stomach)\b/,
  },
  {
    prompt:
      /^(please |say,? |so,? |hey,? )?(do|does|did|can|could|are|is|am|will|would|should|have|has|was|were|may|aren't|don't|can't|isn't)\b/,
    reply: verdict,
  },
];

/** Whether a reply does what small talk would; null where it calls for nothing in particular. */
export function takesUp(prompt: string, reply: string): boolean | null {
  const [asked, said] = [plain(prompt), plain(reply)];
  const called = expectations.filter((expectation) => expectation.prompt.test(asked));
  return called.length === 0 ? null : called.some((expectation) => expectation.reply.test(said));
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").trim();
}
