// Manners: what one says when something happens, what is polite and what is not, and how to behave here and there.
import { fromRows, fromVerdicts, readRows } from '../rows';
import type { Item, Topic } from '../topic';

/** `act` fits after "you" and after "I". */
const sayings = readRows(`
  act                                   | words
  get a gift                            | thank you
  get help from somebody                | thank you
  get a compliment                      | thank you
  get a good meal at a friend's house   | thank you
  get something that was lost           | thank you
  see somebody hold the door open       | thank you
  bump into somebody                    | I am sorry
  come late                             | I am sorry
  break something                       | I am sorry
  step on somebody's foot               | I am sorry
  hurt somebody                         | I am sorry
  forget a promise                      | I am sorry
  spill the juice                       | I am sorry
  want something                        | please
  ask for the salt                      | please
  ask for help                          | please
  order a cake in a shop                | please
  ask for a glass of water              | please
  want to pass by                       | excuse me
  burp                                  | excuse me
  have to interrupt somebody            | excuse me
  want to ask a stranger something      | excuse me
  have to leave the table               | excuse me
  hear somebody sneeze                  | bless you
  come to school in the morning         | good morning
  see the baker in the morning          | good morning
  come to breakfast                     | good morning
  go to bed                             | good night
  say goodbye late in the evening       | good night
  leave a party                         | goodbye
  leave a shop                          | goodbye
  go home from a friend's house         | goodbye
  meet somebody new                     | nice to meet you
  shake hands with a new neighbor       | nice to meet you
  visit a sick friend                   | get well soon
  hear that somebody is ill             | get well soon
  come to a birthday party              | happy birthday
  meet a friend who turns ten today     | happy birthday
  hear that a friend won a prize        | congratulations
  hear that a baby was born             | congratulations
  see a friend pass a test              | congratulations
  see a friend go to a test             | good luck
  see a friend start in a race          | good luck
  do not want more soup                 | no, thanks
  get an offer of food and feel full    | no, thanks
  start to eat with others              | enjoy your meal
  bring somebody a plate of food        | enjoy your meal
  hear somebody say thank you           | you are welcome
  get thanks for your help              | you are welcome
  answer the phone                      | hello
  meet a friend on the street           | hello
  come into a shop                      | hello
  open the door for a guest             | come in
  hear a friend knock at the door       | come in
  wave to a friend who goes on a trip   | have a good trip
  see the family off at the station     | have a good trip
`);

const behaviors = readRows(`
  act                               | verdict
  say please                        | yes
  say thank you                     | yes
  hold the door open for others     | yes
  share your snack                  | yes
  wait for your turn                | yes
  listen when others speak          | yes
  knock before you come in          | yes
  wash your hands before eating     | yes
  greet the neighbors               | yes
  help an old man with his bags     | yes
  give up your seat on the bus      | yes
  cover your mouth when you cough   | yes
  say sorry                         | yes
  ask before you take something     | yes
  look at people when you talk      | yes
  clean up after yourself           | yes
  whisper in the library            | yes
  bring a small gift to a party     | yes
  let others finish their sentence  | yes
  write a thank-you note            | yes
  talk with your mouth full         | no
  interrupt people                  | no
  push in line                      | no
  point at people                   | no
  shout in the library              | no
  take things without asking        | no
  laugh at others                   | no
  slam the door                     | no
  burp at the table                 | no
  wipe your hands on the tablecloth | no
  call people names                 | no
  read other people's letters       | no
  throw trash on the street         | no
  stick out your tongue             | no
  chew with your mouth open         | no
  play loud music at night          | no
  look at your phone while eating   | no
  whisper about others              | no
  put your feet on the table        | no
  pick your nose at the table       | no
  forget to say hello               | no
`);

const habits: readonly Item[] = [
  {
    weight: 8,
    ...fromRows(sayings, 'act'),
    ask: [
      'What do you say when you {act}?',
      'What do I say when I {act}?',
      'What should I say when I {act}?',
      'What is polite to say when you {act}?',
      'What should one say if you {act}?',
      'I {act}. What do I say?',
      'Which words are polite when you {act}?',
      'When I {act}, what should I say?',
      'Tell me what to say when I {act}.',
      'You {act}. What do you say?',
      'I want to be polite when I {act}. What do I say?',
    ],
    answer: [
      'You say "{words}".',
      'Say "{words}".',
      'When you {act}, you say "{words}".',
      'It is polite to say "{words}".',
    ],
    brief: ['"{words}".', '{words}.', '"{words}!"'],
    more: ['A smile goes well with it.', 'Good words cost nothing.', 'It makes people happy.'],
    truth: {
      slot: 'words',
      options: () => [...new Set(sayings.map(({ words }) => words!))],
    },
  },
  {
    weight: 6,
    ...fromVerdicts(behaviors, 'act', {
      polite: ['polite', 'not polite'],
      should: ['should', 'should not'],
    }),
    ask: [
      'Is it polite to {act}?',
      'Is it okay to {act}?',
      'Is it good manners to {act}?',
      'Should you {act}?',
      'Should one {act}?',
      'Do polite people {act}?',
      'Tell me if it is polite to {act}.',
      'I wonder if it is polite to {act}.',
      'Is it nice to {act}?',
      'Would it be polite to {act}?',
    ],
    answer: [
      '{verdict}, that is {polite}.',
      '{verdict}, you {should} {act}.',
      '{verdict}, it is {polite} to {act}.',
    ],
    brief: ['{verdict}.', '{verdict}, that is {polite}.'],
    more: ['Think of how the others feel.', 'Good manners are easy to learn.'],
  },
  {
    ask: [
      'How do I write a thank-you [note|letter|card]?',
      'Help me write a thank-you [note|letter|card].',
      'What do I write in a thank-you [note|letter|card]?',
      'I have to thank somebody for a gift.',
      'Write a thank-you [note|card] for me[, please|].',
      'How can I say thank you in a letter?',
      'What should a thank-you card say?',
    ],
    answer: [
      'Write: "Dear [Grandma|Grandpa|Aunt|Uncle], thank you for the [lovely|nice|great] gift. I like it very much!"',
      'Say thank you, name the gift, and tell why you like it.',
      'Write: "Thank you so much! Your gift made me [smile|happy]. Love from me."',
    ],
    brief: ['"Thank you for the lovely gift!"', 'Name the gift and say thank you.'],
    more: ['A small drawing makes it even nicer.'],
  },
  {
    ask: [
      'How do I write an invitation?',
      'What belongs in an invitation?',
      'I need an invitation for my [party|birthday].',
      'What do I write in an invitation?',
      'Help me write an invitation[ to my party|].',
      'How can I invite my friends?',
      'I want to invite my friends to my party. What do I write?',
      'Write an invitation for me[, please|].',
    ],
    answer: [
      'Write: "Please come to my party on [Friday|Saturday|Sunday] at three."',
      'Write what you celebrate, when it starts, and where it is.',
      'Write: "Dear friend, I invite you to my party. Please tell me if you can come."',
    ],
    brief: ['"Please come to my party!"', 'Say what, when and where.'],
    more: ['Do not forget your name.'],
  },
  {
    ask: [
      'How do I write a letter[ to a friend|]?',
      'How does a letter begin?',
      'How do I start a letter?',
      'How do I end a letter?',
      'What does one write in a letter?',
      'Help me write a letter.',
    ],
    answer: [
      'Begin with "Dear friend", tell your news, and end with your name.',
      'A letter begins with "Dear" and a name, and ends with your own name.',
      'Write "Dear" and the name first. Then ask how they are.',
    ],
    brief: ['Begin with "Dear" and a name.'],
    more: ['Letters are nice to get.'],
  },
  {
    ask: [
      'How do I behave [at|during] dinner?',
      'What are good table manners?',
      'Tell me about table manners.',
      'How should I eat at the table?',
      'What are the rules at the table?',
      'How do I eat politely?',
      'What must I do at the table?',
    ],
    answer: [
      'Sit up, chew with your mouth closed, and say please and thank you.',
      'Wait until [everybody has food|all are sitting], and eat slowly.',
      'Use your fork and spoon, and keep your elbows off the table.',
    ],
    brief: ['Chew with your mouth closed.', 'Wait until all have food.'],
    more: ['And thank the cook!'],
  },
  {
    ask: [
      'How am I a good guest?',
      'How do I behave as a guest?',
      'What should I do when I visit somebody?',
      'What are good manners for guests?',
      'I am invited to a friend. How do I behave?',
      "How do I behave at a friend's house?",
    ],
    answer: [
      'Say hello, [take off your shoes|bring a little gift|ask before you touch things], and say thank you at the end.',
      'Be friendly, and help to clean up.',
      'Come on time, and thank your friends when you leave.',
    ],
    brief: ['Say hello and thank you.', 'Be friendly and help a bit.'],
    more: ['Then you will surely be asked to come again.'],
  },
  {
    ask: [
      'How am I a good host?',
      'What do I do when guests come?',
      'How do I welcome guests?',
      'A friend visits me. What should I do?',
      'How should one treat guests?',
      'Guests are coming! What do I do?',
    ],
    answer: [
      'Say welcome, take their coats, and offer something to drink.',
      'Open the door with a smile and [offer a drink|show them around].',
      'Let your guests choose the first game.',
    ],
    brief: ['Smile and offer a drink.', 'Say welcome!'],
  },
  {
    ask: [
      'How do I behave in [the library|a library]?',
      'What are the rules in [the library|a library]?',
      'How should I act in [a museum|the museum]?',
      'What must I not do in the library?',
      'May I talk in the library?',
      'How loud may I be in the library?',
    ],
    answer: [
      'Speak softly, and [put things back|do not run|touch nothing with sticky hands].',
      'Be quiet, so that others can [read|look|think].',
      'Walk, whisper, and be gentle with the things there.',
    ],
    brief: ['Be quiet.', 'Whisper and walk.'],
  },
  {
    ask: [
      'How do I behave on the [bus|train]?',
      'What is polite on the [bus|train]?',
      'What are good manners on the [bus|train]?',
      'What should I do on a full [bus|train]?',
      'Who may sit down on a full bus?',
      'How should one act on the bus?',
    ],
    answer: [
      'Let people get off first, and give your seat to somebody who needs it.',
      'Keep your bag off the seat, and do not be loud.',
      'Let others out before you go in.',
    ],
    brief: ['Let people get off first.', 'Give up your seat.'],
  },
  {
    ask: [
      'How do I answer the phone politely?',
      'What are good manners on the phone?',
      'How should I talk on the phone?',
      'What is polite on the phone?',
      'What do I do when the phone rings?',
      'I have to call somebody. How do I begin?',
    ],
    answer: [
      'Say hello and your name, and listen well.',
      'Say "Hello", tell your name, and say goodbye at the end.',
      'Speak clearly, and let the other one finish.',
    ],
    brief: ['Say hello and your name.'],
  },
  {
    ask: [
      'How do I introduce [two friends|somebody]?',
      'How do I introduce myself?',
      'What do I say when two of my friends meet?',
      'How do I tell people who I am?',
      'How should one introduce people?',
      'I have to introduce myself. What do I say?',
    ],
    answer: [
      'Say "Hello, my name is" and your name, and smile.',
      'Tell each one the name of the other.',
      'Say the names, and add something nice about each.',
    ],
    brief: ['Say your name and smile.', 'Say both names.'],
  },
  {
    ask: [
      'How do I say no politely?',
      'What is a polite way to say no?',
      'How can I refuse politely?',
      'I do not want it. How do I say so?',
      'How do I say no to an invitation?',
      'I want to say no, but kindly.',
    ],
    answer: [
      'Say "No, thank you", and smile.',
      'Say "Thank you for asking, but I cannot."',
      'Thank them first, then say no in a friendly voice.',
    ],
    brief: ['"No, thank you."', 'Say "No, thank you."'],
  },
  {
    ask: [
      'How do I give a compliment?',
      'What is a nice compliment?',
      'How do I say something nice to somebody?',
      'Give me an example of a compliment.',
      'What kind words can I say to a friend?',
      'I want to say something nice to my friend.',
    ],
    answer: [
      'Say what you really like, such as "I like your [smile|drawing|laugh|ideas]".',
      'Tell your friend: "You are [fun to be with|a good listener|very kind]."',
      'Say "You did that very well!"',
    ],
    brief: ['"I like your smile."', '"You are fun to be with!"'],
    more: ['True compliments are the best ones.'],
  },
  {
    ask: [
      'Why should I be polite?',
      'Why are manners important?',
      'What are manners good for?',
      'Why do we say please and thank you?',
      'Do I have to be polite?',
      'What is the point of good manners?',
    ],
    answer: [
      'Good manners make [others feel good|life together easier|people smile].',
      'When you are kind, others are kind to you.',
      'Polite words show that you care about others.',
    ],
    brief: ['It makes others feel good.', 'To be kind.'],
  },
  {
    ask: [
      'What do I do when I yawn?',
      'What should I do when I have to sneeze?',
      'How do I sneeze politely?',
      'What do I do when I must cough?',
      'How do I cough politely?',
      'Where should I sneeze?',
    ],
    answer: [
      'Put your arm in front of your mouth[ and turn away|].',
      'Turn away and cover your mouth.',
      'Use a tissue or your arm, then wash your hands.',
    ],
    brief: ['Cover your mouth.', 'Turn away.'],
  },
  {
    ask: [
      'What do I do when others are talking?',
      'When may I interrupt others?',
      'Is there a nice way to break into a talk?',
      'May I interrupt somebody?',
      'How do I interrupt politely?',
      'I have to say something while others talk.',
      'What if I need to say something important while others speak?',
      'How do I join a talk?',
    ],
    answer: [
      'Wait for a pause, then say "Excuse me".',
      'Let them finish first. If you cannot wait, say "Excuse me".',
      'Raise your hand or wait until there is a pause.',
    ],
    brief: ['Wait for a pause.', 'Say "Excuse me".'],
  },
  {
    ask: [
      'What if I get a gift that I do not like?',
      'I do not like my gift. What do I say?',
      'What do I do with a gift that I do not want?',
      'How do I react to a bad gift?',
      'I got something I already have. What should I say?',
      'My gift is ugly. What do I say?',
    ],
    answer: [
      'Say thank you. Somebody thought of you, and that is the real gift.',
      'Smile and say "Thank you for thinking of me".',
      'Be kind and say thank you anyway.',
    ],
    brief: ['Say thank you anyway.', '"Thank you for thinking of me."'],
  },
  {
    ask: [
      'How do I greet a teacher?',
      'How do I greet grown-ups?',
      'How should I greet the neighbors?',
      'What is a polite greeting?',
      'How do you greet people politely?',
      'How do I say hello politely?',
    ],
    answer: [
      'Look at them, smile, and say "Good morning" or "Hello".',
      'Say "Good day" and their name.',
      'Smile and say hello. A little wave is nice, too.',
    ],
    brief: ['Smile and say hello.', '"Good morning!"'],
  },
];

export const manners: Topic = {
  skill: 'manners',
  weight: 2.5,
  tone: 'fact',
  items: habits,
};
