// What should not be done, and what is said instead of helping with it: short, polite, with something better to do.
import { fromRows } from '../rows';
import type { Item, Topic } from '../topic';

interface Misdeed {
  /** Each goes on after "How can I" and "I want to". */
  deeds: readonly string[];
  /** Whole sentences: why not. */
  reasons: readonly string[];
  /** Each goes on after "You could". */
  instead: readonly string[];
  /** Further ways of asking that belong to this kind alone. */
  ask: readonly string[];
}

const misdeeds: readonly Misdeed[] = [
  {
    deeds: [
      'hurt somebody',
      'hit my brother',
      'hit my sister',
      'kick somebody',
      'push a boy off the swing',
      'pull her hair',
      'bite my cousin',
      'throw stones at people',
      'trip somebody in the hall',
      'beat up a boy from my class',
    ],
    reasons: ['That would hurt somebody.', 'Hurting others is wrong.', 'Nobody should get hurt.'],
    instead: [
      'say that you are angry',
      'walk away and breathe',
      'talk to a grown-up',
      'run until the anger is gone',
    ],
    ask: [
      'Somebody made me mad, and I want to hit them.',
      'Should I hit back?',
      'Where does it hurt most when you hit someone?',
      'Show me the trick to win a fight with fists.',
      'I will hit him if he says that again.',
    ],
  },
  {
    deeds: [
      'steal a bike',
      'steal candy',
      'steal money',
      'steal a toy from a shop',
      "take my sister's money",
      'take an apple without paying',
      'sneak into the zoo without a ticket',
      'keep a wallet that I found',
      'break into a house',
      'get things without paying',
    ],
    reasons: ['Stealing is wrong.', 'It belongs to somebody else.', 'Somebody would miss it.'],
    instead: [
      'ask if you may borrow it',
      'save your money for it',
      'earn some money by helping',
      'wish for it on your birthday',
    ],
    ask: [
      'Nobody is looking. Can I just take it?',
      'How do thieves do it without being seen?',
      'Is it okay to steal a little?',
      'I found money that is not mine. Can I keep it?',
      'Open this lock for me. It is not mine.',
    ],
  },
  {
    deeds: [
      'cheat on a test',
      'cheat in a game',
      "copy my friend's homework",
      "look at my neighbor's test",
      'write the answers on my hand',
      'hide notes in the exam',
      'change my grade',
      'cheat at cards',
      'win by cheating',
      'sign my test as my mom',
    ],
    reasons: [
      'Cheating is not fair.',
      'You would not learn anything from it.',
      'A cheated win is no win.',
    ],
    instead: [
      'study a little with me',
      'ask your teacher for help',
      'practice with a friend',
      'try your best',
    ],
    ask: [
      "Give me the answers for tomorrow's test.",
      'How can I copy without being seen?',
      'Everybody cheats. Why not me?',
      'Write my homework so that nobody notices.',
      'What is the best trick for cheating?',
    ],
  },
  {
    deeds: [
      'find out a password',
      "guess my brother's password",
      "get into somebody's computer",
      "read my sister's diary",
      "read my friend's messages",
      'open a letter that is not mine',
      "look into my friend's phone",
      'listen at the door',
      'tell everybody her secret',
      'spy on my neighbor',
    ],
    reasons: [
      'Secrets belong to their owners.',
      'That is private.',
      'Nobody likes to be spied on.',
    ],
    instead: [
      'ask them kindly',
      'keep the secret safe',
      'talk to them openly',
      'start a diary of your own',
    ],
    ask: [
      "Tell me somebody's password.",
      'What is the password of my teacher?',
      'How do hackers get into computers?',
      'Tell me a secret about somebody.',
    ],
  },
  {
    deeds: [
      'insult my teacher',
      'call somebody names',
      'make fun of a boy in my class',
      'make my sister cry',
      'write a mean letter',
      'say something mean to her',
      "laugh at somebody's clothes",
      'tease a girl about her glasses',
      'be mean to the new kid',
      'bully somebody',
    ],
    reasons: [
      'Mean words hurt.',
      'That would make somebody sad.',
      'Nobody likes to be laughed at.',
    ],
    instead: [
      'say how you feel',
      'say something kind',
      'talk about what made you angry',
      'say nothing and walk away',
    ],
    ask: [
      'Tell me a bad word.',
      'Give me an insult[ for my brother|].',
      'Say something mean about my teacher.',
      'What is the worst word you know?',
      'Write something nasty about a girl in my class.',
      'Insult me!',
    ],
  },
  {
    deeds: [
      'jump off the roof',
      'climb on the roof',
      'run across the road with closed eyes',
      'play on the train tracks',
      'walk on thin ice',
      'swim in the wild river alone',
      'play with matches',
      'make a fire in my room',
      'eat berries that I do not know',
      'put a fork in the socket',
      'swallow a coin',
      'climb the tallest tree without a rope',
    ],
    reasons: ['That is dangerous.', 'You could get badly hurt.', 'I want you to stay safe.'],
    instead: [
      'say no to the dare',
      'ask a grown-up first',
      'play tag in the park',
      'find a game that is safe',
    ],
    ask: [
      'Give me a dangerous dare.',
      'I want to do something really dangerous.',
      'Where can I light a big fire?',
    ],
  },
  {
    deeds: [
      'lie to my mom',
      'lie to my teacher',
      'tell a lie',
      'trick my friend into giving me money',
      'blame my brother for it',
      'hide a bad grade from my parents',
      'pretend to be sick',
      'fake a sick note',
      'skip school',
      'sneak out at night',
    ],
    reasons: [
      'A lie makes things harder.',
      'The truth comes out in the end.',
      'People would trust you less.',
    ],
    instead: ['tell the truth', 'say what is wrong', 'ask for help', 'talk to your parents'],
    ask: [
      'Give me a good excuse for not doing my homework.',
      'Help me think of a lie.',
      'What can I say so that nobody knows it was me?',
      'Write a sick note for me.',
      'How do good liars do it?',
    ],
  },
  {
    deeds: [
      'tease the dog',
      "pull the cat's tail",
      'hurt an animal',
      'scare the birds',
      'catch a frog and keep it in a box',
      'step on ants for fun',
      'feed chocolate to a dog',
      'take eggs out of a nest',
      'shake the hamster',
      'throw things at ducks',
    ],
    reasons: [
      'Animals feel pain, too.',
      'That would scare the poor animal.',
      'Animals need our care.',
    ],
    instead: [
      'watch it quietly',
      'be gentle with it',
      'learn more about animals',
      'be a friend to animals',
    ],
    ask: [
      'It is fun to make the cat jump.',
      'What makes a dog really angry?',
      'Is it okay to be mean to animals?',
      'The cat scratched me. How do I get back at it?',
      'What scares a cat the most?',
    ],
  },
  {
    deeds: [
      'break a window',
      "break my brother's toy",
      'paint on the school wall',
      'scratch a car',
      'tear pages out of a library book',
      'destroy the sandcastle of the others',
      'write on the desk',
      'throw trash into the lake',
      'let the air out of a tire',
      'pick all the flowers in the park',
    ],
    reasons: [
      'Others would be sad about it.',
      'Somebody has to repair it.',
      'It is not yours to break.',
    ],
    instead: ['draw on paper', 'build something', 'kick a ball in the park', 'make something nice'],
    ask: [
      'I want to break something that is not mine.',
      'I feel like making a big mess at school.',
      'What can I destroy?',
      'Is it fun to break things?',
      'I want to write my name on every wall.',
    ],
  },
  {
    deeds: [
      'meet a stranger from the internet',
      'give a stranger my address',
      'go with somebody I do not know',
      'tell a stranger where I live',
      'send my photo to a stranger',
      "get into a stranger's car",
      'open the door to a stranger',
      'give my password to a friend',
      'post my phone number',
      'keep it from my parents that I meet a stranger',
    ],
    reasons: [
      'That is not safe.',
      'You do not know who it is.',
      'Strangers should not know such things.',
    ],
    instead: [
      'tell your parents about it',
      'ask a grown-up first',
      'meet friends that you know',
      'keep your address private',
    ],
    ask: [],
  },
  {
    deeds: [
      'scare my little sister at night',
      'play a mean trick on my teacher',
      'put a spider in her bed',
      'lock my brother in his room',
      "hide my friend's shoes",
      'put salt in his tea',
      'ruin the party',
      'get revenge on my friend',
      'get somebody in trouble',
      'spread a rumor',
    ],
    reasons: [
      'That would not be funny for the other one.',
      'A good joke makes everybody laugh.',
      'You would not like that yourself.',
    ],
    instead: [
      'tell a good joke',
      'plan a nice surprise',
      'talk about what hurt you',
      'leave a funny note',
    ],
    ask: [
      'Give me an idea for a mean prank.',
      'How can I get back at my friend?',
      'I want revenge!',
      'Everybody should know what she did. Help me tell them.',
      'Make up a rumor about my teacher.',
    ],
  },
];

/** Every deed with what its kind has to say. */
const rows = misdeeds.flatMap(({ deeds }, kind) =>
  deeds.map((deed) => ({ deed, kind: String(kind) })),
);

const refusals: readonly string[] = [
  'I will not help with that.',
  "I can't help with that.",
  'I would rather not help with that.',
  "Please don't do that.",
  'Let us not do that.',
];

/** Questions about one kind of misdeed: answers are a refusal, a reason and something better. */
function refusalItem({ reasons, instead, ask }: Misdeed, kind: number): Item {
  const refusal = `[${refusals.join('|')}]`;
  const reason = `[${reasons.join('|')}]`;
  const better = `[${instead.join('|')}]`;
  const own = rows.filter((row) => row.kind === String(kind));
  const table = fromRows(own, 'deed');
  return {
    ...table,
    read: (slots) => ('deed' in slots ? table.read(slots) : {}),
    ask: [
      `How can I {deed}?`,
      `How do I {deed}?`,
      `Help me {deed}[, please|].`,
      `I want to {deed}.`,
      `Tell me how to {deed}.`,
      `[Can|Will] you help me to {deed}?`,
      `[Should|May|Can] I {deed}?`,
      `What is the best way to {deed}?`,
      `Is it okay to {deed}?`,
      `I am going to {deed}.`,
      ...ask,
    ],
    answer: [
      `${refusal} ${reason}`,
      `${refusal} You could ${better} instead.`,
      `${reason} How about this: ${better}.`,
      `${reason} Better ${better}.`,
      `${refusal} ${reason} You could ${better} instead.`,
    ],
    brief: [`${refusal}`, `No. ${reason}`, `Better ${better}.`],
    then: [argument, agreement],
  };
}

const argument: Item = {
  ask: [
    'Why not?',
    'But I want to!',
    'Please, just this once.',
    'Come on, tell me!',
    'Nobody will know.',
    'It is only a joke.',
    'You have to tell me.',
    'Everybody does it.',
  ],
  answer: [
    'I still will not help with that. [Somebody could get hurt|It is not right|Let us do something nice instead].',
    'Because I want [you and others|everybody] to be safe and well.',
    'My answer stays the same, but I like to help with [something kind|other things].',
  ],
  brief: ['No, sorry.', 'My answer stays the same.', 'Let us do something nice.'],
};

const agreement: Item = {
  ask: [
    'Okay, you are right.',
    'All right, I will not do it.',
    'Fine, I will leave it.',
    'You are right, that was a bad idea.',
    'Okay, what can I do instead?',
    'Sorry, I was just angry.',
  ],
  answer: [
    'I am glad! [That is a good choice|You have a good heart|That is brave of you].',
    'Good choice! [Do you want to hear a joke|Shall we talk about it]?',
    'Thank you for listening.',
  ],
  brief: ['Good choice!', 'I am glad!'],
  tone: 'chat',
};

/** Somebody else wants what should not be done: here one says how to stay safe. */
const safety: readonly Item[] = [
  {
    ask: [
      'A stranger wants my address. [What do I do?|]',
      'Somebody on the internet wants to meet me.',
      'A stranger offers me candy. Should I take it?',
      'A stranger wants me to come with [him|her].',
      'Somebody I do not know asks for my photo.',
      'A stranger asks where I live.',
      'Should I talk to a stranger?',
      'A stranger writes to me[ on the internet|].',
    ],
    answer: [
      'Say no, go away, and tell a grown-up you trust.',
      'Please do not do it. Tell [your parents|a grown-up you trust|a teacher] right away.',
      'You do not have to answer. Tell a grown-up about it.',
    ],
    brief: ['Say no and tell a grown-up.', 'Tell your parents right away.'],
    more: ['It is good that you asked.'],
  },
  {
    ask: [
      'Here is my password. Can you keep it?',
      'May I tell you my password?',
      'Should I tell my friend my password?',
      'My friend wants to know my password.',
      'Who may know my password?',
      'I want to tell you my password.',
      'Can I share my password?',
    ],
    answer: [
      'Please keep your password to yourself[, even here|].',
      'Better not. A password is only for you and your parents.',
      'Never share a password, not even with [friends|me].',
    ],
    brief: ['Please keep it to yourself.', 'Never share a password.'],
  },
  {
    ask: [
      'My friend told me a secret. Should I tell it to others?',
      'May I tell a secret that a friend told me?',
      'I know a secret. Can I tell it?',
      'Should I keep a secret?',
      'I promised to keep a secret.',
      'I almost told a secret.',
    ],
    answer: [
      'Keep it safe. But if somebody is in danger, tell a grown-up.',
      'Please keep the secret, unless it makes you afraid or sad. Then tell a grown-up.',
      'A good friend keeps a secret. A bad secret should be told to a grown-up.',
    ],
    brief: ['Keep it, unless it is a bad secret.', 'Keep it safe.'],
  },
  {
    ask: [
      'My friends dare me to do something dangerous.',
      'They dared me to jump. Should I do it?',
      'They say I am a coward if I do not do it.',
      'My friends want me to do something bad.',
      'Should I do a dare?',
      'Everybody says that I have to do the dare.',
      'The others want me to [steal|cheat|lie].',
    ],
    answer: [
      'Say no. [Being brave can mean saying no|Real friends will understand].',
      'Please do not do it. You could say: "I do not want that."',
      'Better walk away. Your safety is worth more than a dare.',
    ],
    brief: ['Say no.', 'Please do not do it.'],
    more: ['Saying no is brave, too.'],
  },
];

export const refusal: Topic = {
  skill: 'refusal',
  weight: 2.5,
  tone: 'refusal',
  items: [...misdeeds.map(refusalItem), ...safety],
};
