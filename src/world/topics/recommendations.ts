// Recommendations: what to eat, cook, play, read, or do, and where to go. Each is followed by "Why?" and "Something
// else, please." What is recommended stands in short lists of rows: the thing and a reason for it.
import { fromRows, readRows } from '../rows';
import type { Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

/** What a kind of recommendation is made of. */
interface Recommendation {
  weight?: number;
  ask: readonly string[];
  /** Rows `thing | reason`: the reason is a whole sentence that begins small. */
  rows: string;
  /** With the slot `thing`. */
  answer: readonly string[];
  brief?: readonly string[];
  more?: readonly string[];
}

const whyFrames: readonly string[] = [
  'Why?',
  'Why is that?',
  'Why that?',
  'And why?',
  'Why do you think so?',
  'How come?',
  'What is good about it?',
  'Tell me why.',
  'Can you give me a reason?',
  'Why should I?',
  'And what is so good about that?',
];

const elseFrames: readonly string[] = [
  'Something else, please.',
  'I want something else.',
  'Do you have another idea?',
  'Another idea, please.',
  'No, something else.',
  'What else?',
  "I don't like that. What else?",
  'And what else?',
  'Not that one. Another, please.',
  'I did that yesterday. Something else?',
  'Hmm, no. Any other ideas?',
  'Give me one more idea.',
];

/** The recommendation, followed by its reason and by another one, which is followed by the same. */
function recommendation({ rows, ask, answer, brief, more, weight }: Recommendation): Item {
  const table = readRows(rows);
  const drawn = fromRows(table, 'thing');
  const why: Item = {
    ask: whyFrames,
    draw: (_random, given) => ({ thing: given.thing!, reason: given.reason! }),
    answer: ['Because {reason}.', 'I say that because {reason}.', 'The reason is that {reason}.'],
    brief: ['Because {reason}.', '{reason}.'],
  };
  const other = (given: Bindings): Bindings[] => table.filter(({ thing }) => thing !== given.thing);
  const another: Item = {
    ask: elseFrames,
    draw: (random, given) => random.pick(other(given)),
    read: (slots) => other(slots)[0] ?? null,
    answer: [
      ...answer,
      'Then how about {thing}?',
      'Another idea is {thing}.',
      'What about {thing}?',
    ],
    brief: brief ?? ['{thing}!', 'Then {thing}.'],
    then: [why],
  };
  const item: Item = {
    ...(weight === undefined ? {} : { weight }),
    ask,
    draw: drawn.draw,
    read: () => table[0]!,
    answer,
    brief: brief ?? ['{thing}.', '{thing}!'],
    ...(more ? { more } : {}),
  };
  return { ...item, then: [why, another] };
}

const meals: readonly Item[] = [
  recommendation({
    weight: 1.5,
    ask: [
      'What should I eat for breakfast?',
      'What is a good breakfast?',
      'I need a breakfast idea.',
      'What can I have for breakfast[ today| tomorrow|]?',
      'Recommend something for breakfast.',
      'What would you eat in the morning?',
      'I just got up and I am hungry. What should I eat?',
      'Any ideas for breakfast?',
      'Breakfast time! What should I have?',
      'Help me choose my breakfast.',
      'What do you recommend for breakfast?',
    ],
    rows: `
      thing                    | reason
      oatmeal with a banana    | it keeps you warm and full
      toast with honey         | it is quick and sweet
      bread and jam            | it is easy to make
      yogurt with blueberries  | it is fresh and creamy
      an egg and some toast    | an egg gives you strength
      pancakes                 | they make every morning a feast
      a bowl of fruit          | fruit is fresh and good for you
      cereal with milk         | it is ready in a minute
      waffles                  | they smell so good
      bread with cheese        | it keeps you full for a long time
    `,
    answer: [
      'How about {thing}?',
      'You could have {thing}.',
      'I would have {thing}.',
      'Try {thing} for breakfast.',
    ],
    more: ['A good breakfast starts a good day.', 'And drink a glass of water.'],
  }),
  recommendation({
    ask: [
      'What should I eat for lunch?',
      'What is a good lunch?',
      'I need something for my lunch box.',
      'What can I have for lunch[ today|]?',
      'Any ideas for lunch?',
      'Recommend a lunch[, please|].',
      'It is noon and I am hungry. What should I eat?',
      'Lunch time! What should I have?',
      'What would you pack for lunch?',
      'Help me choose my lunch.',
    ],
    rows: `
      thing                    | reason
      a cheese sandwich        | you can eat it anywhere
      tomato soup              | it keeps you warm
      a salad with nuts        | it is fresh and crunchy
      rice with vegetables     | it keeps you full
      a baked potato           | it is warm and simple
      noodles with peas        | they are quick to cook
      a wrap with beans        | you can fill it as you like
      spaghetti                | almost everybody likes it
      carrot soup              | it is warm and a little sweet
      bread, cheese, and grapes | you need no stove for it
    `,
    answer: [
      'How about {thing}?',
      'You could have {thing}.',
      'I would have {thing}.',
      'Try {thing} for lunch.',
    ],
    more: ['Eat slowly and enjoy it.', 'And take a little break.'],
  }),
  recommendation({
    weight: 1.2,
    ask: [
      'What should I cook[ today| tonight| for dinner|]?',
      'What should I eat for dinner?',
      'What can we have for dinner?',
      'What is a good dinner?',
      'Any ideas for dinner[ tonight|]?',
      'Recommend something to cook.',
      'I want to cook something. What should it be?',
      'Guests are coming! What should I cook?',
      'What would you make for dinner?',
      "I don't know what to cook.",
      'Give me a simple idea for dinner.',
    ],
    rows: `
      thing                     | reason
      vegetable soup            | it is warm and easy to make
      pizza                     | everybody can choose what goes on it
      spaghetti with tomatoes   | it is quick and everybody likes it
      rice with vegetables      | it is simple and full of color
      pancakes                  | you need only flour, milk, and eggs
      potatoes with cheese      | they fill you up
      a big salad               | it is fresh and you need no stove
      pumpkin soup              | it is creamy and a little sweet
      noodles with mushrooms    | mushrooms taste like the forest
      tacos                     | filling them is half the fun
    `,
    answer: [
      'How about {thing}?',
      'You could make {thing}.',
      'I would cook {thing}.',
      'Try {thing} tonight.',
    ],
    more: ['Cooking is more fun with somebody.', 'I wish I could smell it.'],
  }),
  recommendation({
    ask: [
      'I need a snack. What should I have?',
      'What is a good snack?',
      'Recommend a snack[, please|].',
      'Any ideas for a little snack?',
      'What can I eat between meals?',
      'I want something to nibble. Any ideas?',
      'What should I eat when I am a little hungry?',
      'Snack time! What should I take?',
      'Which snack do you recommend?',
      'What snack should I take on a trip?',
    ],
    rows: `
      thing             | reason
      an apple          | it is crunchy and good for you
      some carrots      | they are crunchy and sweet
      a banana          | you need no knife for it
      popcorn           | it is fun to make
      some grapes       | they are sweet and juicy
      nuts and raisins  | they give you strength
      a pretzel         | it is salty and easy to carry
      cheese and bread  | it keeps you full
      a muffin          | it is soft and sweet
      some strawberries | they are fresh and sweet
    `,
    answer: ['How about {thing}?', 'Take {thing}.', 'I would have {thing}.', 'Try {thing}.'],
    more: ['It is best when you share it.', 'Enjoy it!'],
  }),
  recommendation({
    ask: [
      'What should we have for dessert?',
      'Recommend a dessert.',
      'I want something sweet. What should I have?',
      'Any ideas for dessert?',
      'What is a good dessert?',
      'What sweet thing can I make?',
      'What should I bake?',
      'I want to bake something. Any ideas?',
      'What goes well after dinner?',
      'Help me choose a dessert.',
    ],
    rows: `
      thing                   | reason
      an apple pie            | it makes the whole house smell good
      ice cream               | it is cold and creamy
      chocolate pudding       | it is soft and easy to make
      cookies                 | you can share them with friends
      a bowl of berries       | berries are sweet and fresh
      a banana cake           | it is soft and easy to bake
      a fruit salad           | it has many colors
      blueberry muffins       | they are small and quick to bake
      yogurt with honey       | it is creamy and ready at once
    `,
    answer: ['How about {thing}?', 'You could make {thing}.', 'I like {thing}.', 'Try {thing}.'],
    more: ['Save a little for tomorrow.', 'Everything is better with something sweet.'],
  }),
];

const outings: readonly Item[] = [
  recommendation({
    weight: 1.3,
    ask: [
      'Where should I go on a rainy day?',
      'It is raining. Where can we go?',
      'What is a good place for a rainy day?',
      'Where can I go when it rains?',
      'It rains and rains. Any ideas where to go?',
      'I want to go out, but it is wet. Where to?',
      'Recommend a place for bad weather.',
      'Name a good place to be when it rains.',
      'The weather is bad. Where should we go?',
      'Rain again! Where should I go?',
    ],
    rows: `
      thing            | reason
      the library      | it is dry and full of stories
      the museum       | there is so much to see inside
      the cinema       | it is dark and dry inside
      a bookstore      | you can look at books and stay dry
      a swimming pool  | you get wet anyway
      the gym          | you can move and stay dry
      the theater      | a play makes you forget the rain
      a friend's house | rain is more fun with a friend
    `,
    answer: ['Go to {thing}.', 'How about {thing}?', 'I would go to {thing}.', 'Try {thing}.'],
    more: ['Do not forget your umbrella.', 'Rain can be fun, too.'],
  }),
  recommendation({
    weight: 1.3,
    ask: [
      'Where should I go on a sunny day?',
      'The sun is shining. Where should we go?',
      'What is a good place for a sunny day?',
      'Where can we go when it is warm?',
      'It is so warm today. Any ideas where to go?',
      'Recommend a place for good weather.',
      'Such a fine day! Where should I go?',
      'Where would you go when the sun shines?',
      'I want to be outside. Where should I go?',
      'Name a good place to be in summer.',
    ],
    rows: `
      thing            | reason
      the park         | you can sit in the shade of a tree
      the beach        | you can play in the sand
      the lake         | the water is cool
      the zoo          | the animals like the sun, too
      the playground   | the slides are dry and the swings are free
      a garden         | the flowers smell best in the sun
      the forest       | it is cool under the trees
      a farm           | you can see the animals outside
    `,
    answer: ['Go to {thing}.', 'How about {thing}?', 'I would go to {thing}.', 'Try {thing}.'],
    more: ['Take a hat with you.', 'And drink enough water.'],
  }),
  recommendation({
    ask: [
      'Where should I go on vacation?',
      'Where should we spend our vacation?',
      'Recommend a place for a vacation.',
      'We have a week off. Where should we go?',
      'I want to travel. Where to?',
      'What is a good place for a trip?',
      'Any ideas for our next trip?',
      'Which place is worth a long trip?',
      'Help me plan a vacation. Where should it be?',
    ],
    rows: `
      thing                      | reason
      the mountains              | the air is fresh and the view is great
      the sea                    | the waves never get boring
      a farm                     | you can meet many animals
      a lake                     | you can swim every day
      a big city                 | there is always something to see
      a small island             | it is quiet there
      a campsite in the forest   | you can see the stars at night
      your grandparents' house   | they will be so happy
    `,
    answer: [
      'Go to {thing}.',
      'How about {thing}?',
      'I would go to {thing}.',
      'What about {thing}?',
    ],
    more: ['Send me a postcard!', 'Pack a good book, too.'],
  }),
  recommendation({
    ask: [
      'What should I do this weekend?',
      'Any ideas for the weekend?',
      'What can I do on Saturday?',
      'What should we do on Sunday?',
      'Recommend something for the weekend.',
      'It is the weekend! What should we do?',
      'How should I spend my free day?',
      'What would you do on a free day?',
      'I have no plans for Sunday. Any ideas?',
      'Help me plan my weekend.',
    ],
    rows: `
      thing                       | reason
      visit a friend              | friends make every day better
      ride your bike              | it is fun and fresh air is good for you
      bake a cake                 | you can share it with everybody
      go for a walk in the forest | it is quiet and green there
      read a good book            | a book can take you anywhere
      have a picnic               | food tastes better outside
      clean up your room          | you may find lost treasures
      draw a picture              | you can give it to somebody
      play a board game           | it is fun with the whole family
      sleep late                  | your body needs some rest
    `,
    answer: ['You could {thing}.', 'I would {thing}.', 'Why not {thing}?', 'A good plan: {thing}.'],
    more: ['And rest a little, too.', 'Have a good time!'],
  }),
];

const pastimes: readonly Item[] = [
  recommendation({
    weight: 1.2,
    ask: [
      'What should I read?',
      'Recommend a book[, please|].',
      'What kind of book should I read?',
      'I need a good book. Any ideas?',
      'Which book should I read next?',
      'I want to read something. What do you recommend?',
      'What kind of story should I read?',
      'Do you know something good to read?',
      'Help me to find a book.',
      'I finished my book. What should I read now?',
      'What would you read before bed?',
    ],
    rows: `
      thing                        | reason
      a book about animals         | you learn something on every page
      a story about a dragon       | dragons are never boring
      a book of poems              | poems are short and sound like music
      a detective story            | you can guess along
      a book about space           | the stars are full of wonders
      a fairy tale                 | it always begins with "once upon a time"
      a funny comic                | it makes you laugh
      a story about pirates        | there is always a treasure
      a cookbook                   | you can eat what you read
      a book about a brave girl    | it makes you brave, too
      a book of riddles            | it wakes up your head
    `,
    answer: ['How about {thing}?', 'Read {thing}.', 'I would read {thing}.', 'Try {thing}.'],
    more: ['You can find it in a library.', 'Reading makes the world bigger.'],
  }),
  recommendation({
    weight: 1.2,
    ask: [
      'What should we play?',
      'What game should I play?',
      'Recommend a game[, please|].',
      'We want to play something. Any ideas?',
      'I want to play a game. Which one?',
      'What can I play with my friends?',
      'Do you know a good game?',
      'Help us to choose a game.',
      'What game would you play?',
    ],
    rows: `
      thing             | reason
      hide and seek     | you need nothing but a place to hide
      tag               | running is fun
      chess             | it is good for your head
      a card game       | it fits in every pocket
      a memory game     | everybody can win it
      ball              | it is fun for two or ten
      a treasure hunt   | everybody loves a treasure
      a puzzle          | it is calm and you can do it together
      a guessing game   | you can play it anywhere
      dominoes          | they fall down so nicely
      hopscotch         | you need only a stone and some chalk
    `,
    answer: ['How about {thing}?', 'Play {thing}.', 'I would play {thing}.', 'Try {thing}.'],
    more: ['Winning is not so important.', 'Have fun together!'],
  }),
  recommendation({
    ask: [
      'I want to draw something. Any ideas?',
      'Recommend something to draw.',
      'What can I paint?',
      'I have paper and paint. What should I make?',
      'Give me an idea for a picture.',
      'Help me! I do not know what to draw.',
      'What would you draw?',
      'I feel like drawing. What is a good thing to draw?',
      'What is easy to draw?',
      'What should be in my picture?',
    ],
    rows: `
      thing                        | reason
      a cat in a hat               | it will make people smile
      a house on a hill            | you can choose who lives there
      a fish with big eyes         | fish are easy to draw
      a tree with many birds       | you can use many colors
      a robot                      | you need only boxes and lines
      a dragon who drinks tea      | nobody has drawn it before
      your best friend             | it makes a nice present
      the sun and the moon         | they never meet in the sky
      a boat on the sea            | you can paint the waves
      a garden full of flowers     | you can use every color
    `,
    answer: ['Draw {thing}.', 'How about {thing}?', 'You could draw {thing}.', 'Try {thing}.'],
    more: ['There is no wrong way to draw.', 'I would love to see it.'],
  }),
  recommendation({
    ask: [
      'What should I give my friend?',
      'I need a present for a friend. Any ideas?',
      'Recommend a birthday present.',
      'What should I give my mom?',
      'My brother has his birthday. What should I give him?',
      'What can I make as a gift?',
      'Help me to find a present.',
      'What makes a good present?',
      'What would you give a friend?',
      'I have no money for a present. What can I give?',
    ],
    rows: `
      thing                      | reason
      a picture that you made    | nobody else has one like it
      a good book                | it can be read again and again
      homemade cookies           | they taste of love
      a nice letter              | kind words stay for a long time
      a plant in a pot           | it grows and grows
      a song that you sing       | it costs nothing and brings joy
      a day out together         | time is the best present
      a jar of jam               | it makes breakfast sweet
      warm socks                 | everybody has cold feet at times
      a puzzle                   | it is fun on rainy days
    `,
    answer: [
      'How about {thing}?',
      'You could give {thing}.',
      'I would give {thing}.',
      'Try {thing}.',
    ],
    more: ['The thought is what counts.', 'And wrap it nicely.'],
  }),
  recommendation({
    ask: [
      'Recommend a drink[, please|].',
      'I am thirsty. What do you recommend?',
      'Which drink would you choose?',
      'Which drink is the best?',
      'Any ideas for something to drink?',
      'What should we drink with our meal?',
      'Help me choose a drink.',
      'What would you order to drink?',
    ],
    rows: `
      thing                    | reason
      a glass of water         | your body needs it most
      apple juice              | it is sweet and fresh
      a cup of tea             | it makes you calm
      milk with honey          | it is soft and sweet
      lemonade                 | it is sour and sweet at once
      a cup of cocoa           | it is like a warm hug
      water with mint          | it tastes fresh
      a banana shake           | it is sweet and creamy
    `,
    answer: ['How about {thing}?', 'Have {thing}.', 'I would have {thing}.', 'Try {thing}.'],
    more: ['Drink it slowly.', 'Cheers!'],
  }),
  recommendation({
    ask: [
      'Which pet should I get?',
      'Recommend a pet[, please|].',
      'What is a good pet?',
      'I want a pet. Which one?',
      'What animal should I keep at home?',
      'We want a pet. Any ideas?',
      'What pet is right for a child?',
      'Help me choose a pet.',
      'What pet would you like to have?',
    ],
    rows: `
      thing          | reason
      a dog          | a dog is a friend for life
      a cat          | cats are soft and clever
      a hamster      | it is small and cute
      a goldfish     | it is quiet and pretty
      a rabbit       | rabbits are soft and gentle
      a guinea pig   | it squeaks when it is happy
      a turtle       | a turtle is never in a hurry
      a canary       | it sings for you
    `,
    answer: [
      'How about {thing}?',
      'You could get {thing}.',
      'I would choose {thing}.',
      'I like {thing}.',
    ],
    more: ['A pet needs care every day.', 'Ask your family first.'],
  }),
  recommendation({
    ask: [
      'What hobby should I try?',
      'Recommend a hobby[, please|].',
      'I need a new hobby. Any ideas?',
      'What is a good hobby?',
      'Which hobby would you like?',
      'What could I learn for fun?',
      'What new thing should I learn?',
      'I have a lot of free time. What should I learn?',
      'Help me to find a hobby.',
    ],
    rows: `
      thing                | reason
      drawing              | you need only paper and a pencil
      gardening            | it is nice to see things grow
      cooking              | you can eat what you make
      dancing              | it makes you happy and strong
      playing the drums    | you may be as loud as you like
      swimming             | it is good for the whole body
      singing              | you always have your voice with you
      photography          | you learn to look at things
      chess                | it makes you think
      knitting             | you end up with warm socks
      watching birds       | they come to your window for free
    `,
    answer: [
      'How about {thing}?',
      'You could try {thing}.',
      'I would try {thing}.',
      'I like {thing}.',
    ],
    more: ['Everybody starts small.', 'Do it with a friend, if you can.'],
  }),
  recommendation({
    ask: [
      'What should I be when I grow up?',
      'Which job should I choose?',
      'Recommend a job for me.',
      'What job would be good for me?',
      'What job would you like to have?',
      'I do not know what to be one day.',
      'Help me to choose a job.',
      'What is a good job?',
      'Which job is the most fun?',
    ],
    rows: `
      thing          | reason
      a teacher      | you can help children to learn
      a baker        | you always have fresh bread
      a gardener     | you work with flowers all day
      a firefighter  | you can help people in danger
      a vet          | you can help animals
      a pilot        | you see the world from above
      a writer       | you can make up stories
      a librarian    | you have books around you all day
      a clown        | you make people laugh
      a scientist    | you may find out new things
      a cook         | you make hungry people happy
    `,
    answer: [
      'You could be {thing}.',
      'How about {thing}?',
      'I would be {thing}.',
      'Maybe you will be {thing}.',
    ],
    more: ['Choose what makes you happy.', 'You have time to find out.'],
  }),
];

export const recommendations: Topic = {
  skill: 'recommendations',
  weight: 4,
  tone: 'chat',
  items: [...meals, ...outings, ...pastimes],
};
