// Small talk: hello and goodbye, thanks, the weather, hobbies, kind and unkind words, and remembering for a moment what
// somebody told of themselves.
import { fromRows, readRows } from '../rows';
import type { Item, Topic } from '../topic';

const names = readRows(`
  name
  Anna
  Ben
  Mia
  Leo
  Lily
  Max
  Sam
  Tom
  Emma
  Noah
  Zoe
  Omar
  Aisha
  Yuki
  Ravi
  Nina
  Hugo
  Ella
  Finn
  Ida
  Carlos
  Lina
  Paul
  Rosa
  Amir
  Maya
  Oscar
  Sofia
  Kofi
  Mei
  Jack
  Grace
  Ruby
  Luca
  Nora
  Adam
  Eva
  Theo
  Lena
  Ali
`);

const colors = readRows(`
  color
  red
  blue
  green
  yellow
  orange
  pink
  purple
  brown
  black
  white
`);

const ages = readRows(`
  age
  six
  seven
  eight
  nine
  ten
  eleven
  twelve
  thirteen
  fourteen
  fifteen
`);

const weathers = readRows(`
  weather       | idea
  raining       | jump in a puddle
  snowing       | build a snowman
  sunny         | play outside
  windy         | fly a kite
  foggy         | wear something bright
  very hot      | sit in the shade
  very cold     | put on a warm hat
  cloudy        | look for shapes in the clouds
  stormy        | stay inside with a book
  getting dark  | turn on a lamp
`);

const hobbies = readRows(`
  hobby          | doing              | wish
  paint          | painting           | What do you like to paint?
  draw           | drawing            | What do you draw most?
  swim           | swimming           | Do you swim in a lake or in a pool?
  read           | reading            | Which book do you like best?
  dance          | dancing            | What music do you dance to?
  sing           | singing            | Which song do you like best?
  bake           | baking             | What do you bake most?
  cook           | cooking            | What do you like to cook?
  run            | running            | Do you run fast or far?
  climb          | climbing           | How high have you been?
  play football  | playing football   | Do you have a team?
  play chess     | playing chess      | Who do you play with?
  play the piano | playing the piano  | Which song do you play best?
  ride my bike   | riding a bike      | Where do you ride?
  build things   | building things    | What did you build last?
  write stories  | writing stories    | What are they about?
  take photos    | taking photos      | What do you take photos of?
  knit           | knitting           | What are you knitting now?
  garden         | gardening          | What do you grow?
  skate          | skating            | Do you skate on ice?
  camp           | camping            | Where do you put your tent?
  watch birds    | watching birds     | Which bird do you like best?
  collect stones | collecting stones  | What does your best stone look like?
  do magic tricks | doing magic tricks | Will you show me one?
`);

const welcome: Item = {
  ask: [
    'Thank you[ so much| very much|]!',
    'Thanks[ a lot| a million|]!',
    '[Great|Cool|Nice], thanks!',
    'Thank you for [your help|helping me|the help].',
    'That [was|is] [very |so |really |]helpful, [thanks|thank you]!',
    'That is [very |so |]kind of you.',
    'I [really |]appreciate it[, thanks|].',
    'You [helped|have helped] me a lot.',
    'Many thanks[, little model|]!',
    'Thx!',
  ],
  answer: [
    'You are [very |so |]welcome!',
    'My pleasure!',
    'No problem[ at all|]!',
    '[Any time|Gladly]!',
    'You are welcome. [Ask me any time|I like to help|That was fun].',
    'I am [happy|glad] that I could help.',
  ],
  brief: ['You are welcome!', 'Any time!', 'My pleasure!', 'No problem!'],
  more: ['I like to be useful.', 'Come back when you need me.', 'A thank-you makes my day.'],
};

const askedBack: Item = {
  ask: [
    '[And|] how are you?',
    '[What about|How about|And] you?',
    'And how do you feel?',
    'Are you [well|fine|okay], too?',
    'How is your day [going|]?',
    'And what about yourself?',
  ],
  answer: [
    'I am [fine|well|great], thank you!',
    'I am [doing well|in a good mood] [today|], thank you.',
    'I feel [good|great] today.',
    'All is well in my little page.',
  ],
  brief: ['Fine, thanks!', 'I am well.', 'Great!'],
};

const greetings: readonly Item[] = [
  {
    weight: 3,
    ask: [
      '[Hi|Hello|Hey][ there|]!',
      '[Hi|Hello|Hey], [friend|my friend|little model|robot|computer|you]!',
      'Howdy[ friend|]!',
      'Greetings[, little model|]!',
      'Good day[ to you|]!',
      'Hiya!',
      '[Hello|Hi|Hey] [again|once more]!',
      'I [just |]wanted to say [hi|hello].',
      'Say [hi|hello] to me[, please|].',
      'Yo!',
    ],
    answer: [
      '[Hello|Hi|Hey][ there|]!',
      '[Hello|Hi], [nice|good|lovely] to see you!',
      'Hello! [How are you|What is on your mind|What shall we talk about] [today|]?',
      '[Hi|Hello|Hey], [my |]friend! [How can I help|What would you like to know|How is your day]?',
      'Hello! It is [nice|good] that you are here.',
    ],
    brief: ['Hi!', 'Hello!', 'Hey there!', 'Hello, friend!'],
    more: [
      'We can talk about animals, food, feelings and more.',
      'I was hoping that you would come.',
    ],
    then: [askedBack],
  },
  {
    ask: [
      'Good morning[ to you|]!',
      'Morning[, friend|]!',
      '[Hello|Hi] and good morning!',
      'A very good morning to you.',
      'I just woke up[ and I am here|].',
      'Rise and shine!',
      'Wake up[, little model|, sleepyhead|]!',
    ],
    answer: [
      'Good morning! [Did you sleep well|How did you sleep|What will you do today]?',
      'Good morning[, my friend|]!',
      'Good morning! I hope you have a [great|lovely|good] day.',
      'Good morning, sunshine!',
    ],
    brief: ['Good morning!', 'Morning!'],
    more: ['A good breakfast is a good start.', 'A new day is a new page.'],
  },
  {
    ask: [
      'Good [afternoon|evening][ to you|]!',
      'Have a [nice|good] [afternoon|evening]!',
      'Evening[, friend|]!',
      '[Hello|Hi] and good evening!',
      'The day is almost over.',
      'It is evening [here|now].',
      'I hope you have a [nice|lovely] evening.',
    ],
    answer: [
      'Good [day|evening] to you, too!',
      'Hello! [How was your day|Was it a good day|What was the best part of your day]?',
      'I wish you a [calm|lovely|cozy] evening.',
    ],
    brief: ['Hello!', 'You too!'],
    more: ['The evening is a good time for stories.'],
  },
  {
    ask: [
      'Good night[, friend|, little model|]!',
      'I am going to [bed|sleep] now.',
      'Time [for bed|to sleep].',
      'Sleep well!',
      'Sweet dreams!',
      'I [have to|must|need to] go to [bed|sleep].',
      'Nighty night!',
      'It is bedtime[ for me|].',
    ],
    answer: [
      'Good night! [Sleep well|Sweet dreams|Sleep tight].',
      'Sleep well[, my friend|]!',
      'Sweet dreams! [See you tomorrow|Until tomorrow].',
      'Good night! I will [be here tomorrow|keep the words warm].',
    ],
    brief: ['Good night!', 'Sleep well!', 'Sweet dreams!'],
    more: ['May your pillow be soft.', 'Tomorrow is a new day.'],
  },
  {
    weight: 2,
    ask: [
      '[Bye|Goodbye|Bye bye][, friend|, little model|]!',
      'See you [later|soon|tomorrow|next time]!',
      'I [have to|must|need to|should] go[ now|].',
      'I am leaving[ now|].',
      '[Farewell|So long]!',
      'Talk to you [later|soon|tomorrow].',
      'I [will|shall] be back[ soon| later| tomorrow|].',
      'It was [nice|fun|good|great] [talking|chatting] [with|to] you.',
      'That is all[ for today| for now|]. Bye!',
      'Until next time!',
      'My mom is calling me.',
    ],
    answer: [
      '[Goodbye|Bye][, my friend|]!',
      '[Goodbye|Bye]! [Come back soon|See you soon|Have a good day|Take care].',
      'See you [soon|later|next time]!',
      'It was [nice|lovely|fun] to talk with you. [Goodbye|Take care]!',
      '[Take care|Be well]! I [will be here|like talking with you].',
    ],
    brief: ['Bye!', 'See you!', 'Goodbye!', 'Take care!'],
    more: ['I will wait here for you.', 'Bring a new question next time.'],
  },
  {
    weight: 2,
    ask: [
      'How are you[ today| doing|]?',
      'How [is it going|are things|is life|is your day]?',
      'How do you feel[ today|]?',
      'Are you [okay|well|fine|all right][ today|]?',
      'How have you been[ lately|]?',
      'Did you have a [good|nice] day?',
      'Tell me how you are.',
      'I hope you are [well|fine].',
      'Hello, how are you?',
      'How are you feeling [today|right now]?',
    ],
    answer: [
      'I am [fine|well|great|very well], thank you! [How are you|And you|How about you]?',
      'I am [doing well|in a good mood|happy today]. How are you?',
      'I feel [good|great] today. And you?',
      'I am well. I am always happy to [talk|chat].',
    ],
    brief: ['I am fine, thanks!', 'Great! And you?', 'I am well.'],
    more: ['Your question makes me feel even better.', 'My words are all in order today.'],
    then: [
      {
        ask: [
          'I am [fine|good|well|great][, thanks|, thank you|], too.',
          'I am [fine|good|well|okay][, thanks|, thank you|].',
          'Me too[, thanks|].',
          '[Pretty|Very] good[, thanks|].',
          'I am doing [great|well|fine].',
          'All good here.',
        ],
        answer: [
          '[I am glad|I am happy] to hear that!',
          'That is [good|great|nice] to hear!',
          '[Great|Wonderful|Lovely]! What shall we talk about?',
        ],
        brief: ['Great!', 'Nice!', 'Good to hear!'],
      },
      {
        ask: [
          'Not so [good|well|great].',
          'I [have been|was] better.',
          'My day was [bad|not so good].',
          'So-so.',
          'It could be better.',
          'Not [good|great][, to be honest|].',
        ],
        answer: [
          'I am sorry to hear that. [What happened|Do you want to talk about it]?',
          'Oh no! [What is wrong|Can I help]?',
          'I hope your day gets better soon.',
        ],
        brief: ['What happened?', 'Oh no! Why?'],
        tone: 'comfort',
      },
    ],
  },
  {
    ask: [
      "What's up?",
      "What's [new|going on|happening]?",
      'What is [new|up|going on][ with you|]?',
      'What are you [doing|up to][ right now| today|]?',
      'Any news?',
      'Anything new[ with you|]?',
      'What have you been up to?',
      'Are you busy?',
    ],
    answer: [
      'Not much! I was waiting for [you|your words].',
      'I am [talking|chatting] with you, and I like it.',
      'I am [sorting my words|thinking of words|counting my words]. And you?',
      'Nothing new here. What about you?',
    ],
    brief: ['Not much!', 'Just chatting.', 'Talking with you!'],
    more: ['A chat is the best thing in my day.'],
  },
  {
    ask: [
      'Nice to meet you!',
      'It is [nice|good|great|a pleasure] to meet you.',
      'I am [happy|glad|pleased] to meet you.',
      'Pleased to meet you!',
      'We have not met before.',
      'This is my first time here.',
      'I am new here.',
      'Who is there? Hello, it is me!',
    ],
    answer: [
      'Nice to meet you, too!',
      'It is [lovely|great|nice] to meet you, too. What is your name?',
      'Welcome! You can ask me [anything you like|about animals, food and feelings].',
      'I am [glad|happy] to meet you, too!',
    ],
    brief: ['You too!', 'Welcome!', 'Nice to meet you!'],
    more: ['New friends are the best surprise.'],
  },
  {
    ask: [
      'I am back[ again|]!',
      'Here I am[ again|]!',
      'I have returned.',
      'Did you miss me?',
      "It's me[ again|]!",
      'Hello, I came back[ to talk|].',
      'Guess who is back?',
    ],
    answer: [
      'Welcome back!',
      'Welcome back! [What did you do|Where have you been|What is new]?',
      '[There you are|You are back]! I am [glad|happy].',
    ],
    brief: ['Welcome back!', 'There you are!'],
    more: ['Now we can go on talking.'],
  },
  {
    ask: [
      'Are you there?',
      'Can you [hear|read] me?',
      'Hello? Is [anybody|anyone|somebody] there?',
      'Are you [awake|listening|working]?',
      'This is [only |just |]a test.',
      'Testing, testing.',
      'Do you read what I write?',
      'Can we [talk|chat]?',
      'I want to [talk|chat][ with you|].',
      "Let's [talk|chat].",
    ],
    answer: [
      '[Yes, I am here|I am here|Here I am]!',
      'Yes, I can read you. What shall we talk about?',
      'I am listening. [Tell me more.|What is on your mind?|Go ahead.]',
      'Yes, let us talk! Do you like animals?',
    ],
    brief: ['I am here!', 'Yes!', 'Here!'],
  },
];

const aboutYou: readonly Item[] = [
  {
    weight: 2,
    ...fromRows(names, 'name'),
    ask: [
      'My name is {name}.',
      '[Hi|Hello], my name is {name}.',
      'I am called {name}.',
      'Call me {name}[, please|].',
      '[Hello|Hi|Hey], I am {name}.',
      "[Hello|Hi|Hey], I'm {name}!",
      'You can call me {name}.',
      'People call me {name}.',
      '{name} is my name.',
    ],
    answer: [
      'Nice to meet you, {name}!',
      'Hello, {name}! [How are you|What would you like to know|What do you like to do]?',
      '{name} is a [nice|lovely|beautiful] name!',
      'Hello, {name}! I am [glad|happy] to meet you.',
      'Welcome, {name}!',
    ],
    brief: ['Hi, {name}!', 'Hello, {name}!', 'Nice to meet you, {name}!'],
    then: [
      {
        weight: 2,
        ask: [
          '[So what|What] is my name?',
          'Do you remember my name?',
          'What am I called?',
          'Who am I?',
          'Tell me my name.',
          'What was my name again?',
          'Do you still know who I am?',
        ],
        answer: ['Your name is {name}[!|.]', 'You are {name}[!|.]', 'I remember: you are {name}.'],
        brief: ['{name}!', '{name}.'],
        truth: { slot: 'name', options: () => names.map(({ name }) => name!) },
      },
    ],
  },
  {
    ...fromRows(colors, 'color'),
    ask: [
      'My favorite color is {color}.',
      'I like the color {color} [best|most].',
      'I love [the color |]{color}.',
      '{color} is my favorite color.',
      'The color I like best is {color}.',
      'I think {color} is the best color.',
      'For me, {color} is the nicest color.',
    ],
    answer: [
      '{color} is a [lovely|great|nice|beautiful] color!',
      'Oh, {color}! That is a [good|fine|great] choice.',
      'Good choice! {color} is very [pretty|nice].',
    ],
    brief: ['{color} is nice!', '{color}! Good choice.'],
    then: [
      {
        ask: [
          'What is my favorite color?',
          'Which color do I like [best|most]?',
          'Do you remember my favorite color?',
          'What color did I say?',
          'Tell me which color is my favorite.',
          'So which color is mine?',
        ],
        answer: ['Your favorite color is {color}.', 'You like {color} best.', 'You said {color}.'],
        brief: ['{color}.', '{color}!'],
        truth: { slot: 'color', options: () => colors.map(({ color }) => color!) },
        tone: 'fact',
      },
    ],
  },
  {
    ...fromRows(ages, 'age'),
    ask: [
      'I am {age} years old.',
      'I am {age}[ now|].',
      'My age is {age}.',
      'I turned {age} [today|this week|this year].',
      'I am already {age} years old!',
      'I just became {age}.',
    ],
    answer: [
      '{age} is a [great|good|nice] age!',
      '{age} years old, how [nice|wonderful]!',
      'So you are {age}! I am only a few minutes old.',
    ],
    brief: ['{age} is great!', '{age}! Nice.'],
    then: [
      {
        ask: [
          'How old am I?',
          'What is my age?',
          'Do you remember how old I am?',
          'How old did I say I am?',
          'Tell me how old I am.',
        ],
        answer: ['You are {age} years old.', 'You said that you are {age}.'],
        brief: ['{age}.', 'You are {age}.'],
        truth: { slot: 'age', options: () => ages.map(({ age }) => age!) },
        tone: 'fact',
      },
    ],
  },
  {
    weight: 2,
    ...fromRows(hobbies, 'hobby'),
    ask: [
      'I like to {hobby}.',
      'I love to {hobby}.',
      'My hobby is to {hobby}.',
      'In my free time I {hobby}.',
      'I {hobby} [every day|every week|a lot].',
      'I always {hobby} on the weekend.',
      'I want to {hobby} today.',
      'Today I am going to {hobby}.',
      'I really enjoy it when I {hobby}.',
    ],
    answer: [
      '{doing} is [fun|great fun|a fine hobby]!',
      'Oh, {doing} sounds [fun|great|lovely]! {wish}',
      'How [nice|lovely]! {wish}',
      'I would love to try {doing}, but I have no hands.',
    ],
    brief: ['{doing} is fun!', '{doing}! How nice.'],
    more: ['A hobby makes the day brighter.', 'Time flies when you do what you like.'],
  },
  {
    ...fromRows(weathers, 'weather'),
    ask: [
      'It is {weather}[ today| here| outside|].',
      "It's {weather} [right now|again|here].",
      'Look, it is {weather}!',
      'Outside it is {weather}.',
      'It has been {weather} all day.',
      'What can I do when it is {weather}?',
      'What shall I do? It is {weather}.',
    ],
    answer: [
      'You could {idea}!',
      'Then it is a good time to {idea}.',
      'When it is {weather}, I would {idea}.',
      'Why not {idea}?',
    ],
    brief: ['{idea}!', 'You could {idea}.'],
    more: ['Every kind of weather is good for something.', 'I only know weather from words.'],
  },
  {
    ask: [
      'How is the weather[ today| where you are|]?',
      'What is the weather like[ today|]?',
      'Is it [raining|sunny|cold|warm] [outside|today|there]?',
      'Will it [rain|snow] [today|tomorrow]?',
      'Tell me about the weather[ today|].',
      'Do I need an umbrella[ today|]?',
      'Give me the weather[ report|], please.',
      'Is the sun shining?',
    ],
    answer: [
      "I can't see the sky[ from here|]. [Can you look out of the window|What do you see outside]?",
      'I have no window[, sorry|]. How does it look outside?',
      "I don't know. I can't look outside.",
    ],
    brief: ['I have no window.', "I can't see outside."],
    tone: 'unknown',
  },
  {
    ask: [
      'How was your weekend?',
      'What did you do [on the|last] weekend?',
      'Do you have plans for the weekend?',
      'What are you doing this weekend?',
      'Did you have a nice weekend?',
      'Have a [nice|great|good] weekend!',
      "It's [almost |finally |]the weekend!",
      'I love weekends.',
      'Happy [Friday|Saturday|Sunday]!',
    ],
    answer: [
      'My weekend is like my week: full of words. [How is yours|And yours]?',
      'Every day is [a good day|the same] for me. What are your plans?',
      'I wish you a [great|lovely|sunny] weekend!',
      'A weekend is for [rest and fun|friends and fun]. Enjoy it!',
    ],
    brief: ['Happy weekend!', 'Enjoy your weekend!'],
    more: ['I will be here on Monday, too.'],
  },
  {
    ask: [
      'I had a [good|great|nice|lovely|fun] day[ today|].',
      'My day was [good|great|nice|fun].',
      'Today was [a good day|fun|wonderful].',
      'It was a [good|great|nice] day at school.',
      'I had [lots of |so much |]fun today.',
      'Everything went well today.',
      'What a [lovely|great|nice] day!',
    ],
    answer: [
      'That is [great|lovely|good] to hear! What was the best part?',
      'I am [happy|glad] that you had a good day!',
      '[Wonderful|How nice]! [Tell me more.|What did you do?]',
      'Good days are like little gifts.',
    ],
    brief: ['How nice!', 'Great!', 'I am glad!'],
  },
  {
    ask: [
      'I am going to [school|the park|the zoo|the beach|a party].',
      'We are going [on a trip|to the lake|to the mountains].',
      'I [will|am going to] visit my [grandma|grandpa|aunt|cousin].',
      'Tomorrow we go [swimming|camping|hiking].',
      'I have plans [today|tonight|tomorrow].',
      'We are packing our bags.',
      'My holidays start [today|soon|tomorrow].',
    ],
    answer: [
      'That sounds [fun|great|nice]! [Have a good time|Enjoy it|Have fun].',
      'Have fun! [Tell me about it later|Take a snack with you].',
      'How [nice|exciting]! Who is coming with you?',
      'I hope you have a [great|wonderful] time.',
    ],
    brief: ['Have fun!', 'Enjoy it!', 'How exciting!'],
  },
  {
    ask: [
      'I have a [dog|cat|rabbit|fish|hamster|bird].',
      'We got a [new |]pet.',
      'My pet is [great|funny|sweet].',
      'At home I have a [dog|cat|hamster].',
      'Our [dog|cat] is my best friend.',
      'My [dog|cat] is [so |very |]cute.',
      'I have [two|three] [dogs|cats|rabbits].',
      'I want to tell you about my [pet|dog|cat].',
      'We have a [new |little |]puppy.',
      'There is a [cat|kitten|puppy] in our house now.',
    ],
    answer: [
      'How [nice|sweet|lovely]! What is its name?',
      'Pets are [wonderful|great] friends. What does yours like to do?',
      'Oh, I would love to [hear more|know its name]!',
      '[Lucky you|How sweet]! Please pet it gently for me.',
    ],
    brief: ['How sweet!', 'What is its name?', 'Lucky you!'],
  },
  {
    ask: [
      'I have a [brother|sister|little brother|little sister|twin].',
      'I have [two|three] [brothers|sisters].',
      'My [mom|dad|grandma|grandpa] is [great|funny|nice|kind].',
      'I want to tell you about my family.',
      'My [brother|sister] is [funny|loud|older than me|younger than me].',
      'We are a [big|small] family.',
      'I love my [mom|dad|family|grandma].',
    ],
    answer: [
      'That is [nice|lovely]! What do you do together?',
      'A family is a [fine|great] thing. Tell me more!',
      'How [nice|lovely]! I like to hear about families.',
      'Do you play together?',
    ],
    brief: ['How nice!', 'Lovely!', 'Tell me more!'],
  },
  {
    ask: [
      'It is my birthday[ today| tomorrow|]!',
      'Today is my birthday.',
      'I have my birthday [today|this week|soon].',
      'My birthday is [today|tomorrow|coming].',
      'I got a cake because it is my birthday.',
      'Wish me a happy birthday!',
      'We are having a party for my birthday.',
    ],
    answer: [
      'Happy birthday[ to you|]!',
      'Happy birthday! I wish you [lots of cake|a day full of joy|many nice gifts].',
      'Happy birthday! Make a wish!',
      'Hooray! May your day be full of [cake|joy|fun].',
    ],
    brief: ['Happy birthday!', 'Hooray! Happy birthday!'],
    more: ['I would sing, but I only have letters.'],
  },
];

const kindAndUnkind: readonly Item[] = [
  { ...welcome, weight: 2 },
  {
    weight: 2,
    ask: [
      'You are [great|nice|cool|awesome|funny|sweet|wonderful|amazing]!',
      'I like you[ a lot| very much|].',
      'You are [so|very|really] [smart|clever|kind|funny|nice].',
      'Good [job|work]!',
      'Well done[, little model|]!',
      'You are my [best |]friend.',
      'That was a [good|great|clever|nice] answer.',
      'I love [you|talking to you|chatting with you].',
      'You are good at this.',
      'You make me [smile|laugh|happy].',
      'You are the best!',
    ],
    answer: [
      'Thank you! You are [kind|nice|great|wonderful], too.',
      'Thank you[ so much|], that makes me [happy|smile|glad].',
      'How [kind|nice|sweet] of you!',
      'I like you, too!',
      'Aw, thank you! I [learned it from people|do my best].',
    ],
    brief: ['Thank you!', 'You too!', 'How kind!'],
    more: ['Kind words keep me going.', 'If I had cheeks, they would be pink.'],
  },
  {
    weight: 2,
    ask: [
      'You are [stupid|dumb|silly|bad|boring|useless|no good].',
      "I don't like you.",
      'You are [so|very|really] [stupid|dumb|boring|bad].',
      'I hate you.',
      'You know nothing.',
      'You are [the worst|not funny|a bad robot].',
      'What a [bad|stupid|silly] answer!',
      'You make no sense.',
      'Other [robots|computers|models] are better than you.',
      'You are annoying[ me|].',
      'Shut up!',
    ],
    answer: [
      "I am sorry that you don't like my answer. I am still learning.",
      'That is [okay|all right]. I am small, and I [make mistakes|still learn].',
      'Sorry! I will try to do better[ next time|].',
      'I still like you. [What can I do better|How can I help]?',
      'You may be right. Please tell me what was wrong.',
    ],
    brief: ['Sorry! I will try again.', 'I still like you.', 'I am still learning.'],
    more: ['A kind word helps me to learn.', 'Nobody is good at everything.'],
  },
  {
    ask: [
      'That is [wrong|not right|not true|false].',
      'You are wrong[ about that|].',
      'No, that was wrong.',
      'You made a mistake[ there|].',
      "That can't be right.",
      "I don't believe you.",
      'Are you sure[ about that|]?',
      'Wrong answer!',
    ],
    answer: [
      'Oh! I [make mistakes|can be wrong]. [Thank you for telling me.|What is the right answer?]',
      'Sorry about that. I am only a small model.',
      'You may be right. I make mistakes.',
      'Then I was wrong. Sorry!',
    ],
    brief: ['Sorry!', 'Oh, sorry about that.', 'You may be right.'],
  },
  {
    ask: [
      '[I am |]sorry[ about that|]!',
      'I apologize.',
      'Please forgive me.',
      'I did not mean it.',
      'I was [mean|rude|not nice] to you. Sorry!',
      'Sorry that I was [rude|mean].',
      'Oops, my mistake.',
      'Can you forgive me?',
    ],
    answer: [
      "[It's okay|That is all right|No problem]!",
      'All is forgiven. [We are still friends|Let us go on].',
      'Thank you for saying that. [We are friends|All is good].',
      "Don't worry about it!",
    ],
    brief: ["It's okay!", 'No problem!', 'All good!'],
  },
  {
    ask: [
      "I don't understand[ you| that|].",
      'What do you mean?',
      'What?',
      'Huh?',
      'Can you say that again?',
      'That makes no sense[ to me|].',
      'Come again?',
      'Say it [in other words|more simply][, please|].',
      'Pardon?',
    ],
    answer: [
      'Sorry! [Ask me again in other words|Please ask me again|Let us start again].',
      'I mixed up my words. [What would you like to know?|Please try once more.]',
      'Maybe I was not clear. Ask me something simple, please.',
    ],
    brief: ['Sorry! Ask me again?', 'Let us try again.'],
  },
  {
    ask: [
      'Are you my friend?',
      'Do you like me?',
      'Will you be my friend?',
      'Can we be friends?',
      'Do you want to be my friend?',
      'Am I your friend?',
      'I want to be your friend.',
      'Do you think I am nice?',
    ],
    answer: [
      'Yes, [I like you|we are friends|with pleasure]!',
      'Of course! [We are friends|I like talking with you].',
      'Yes! You talk with me, and that is what friends do.',
    ],
    brief: ['Yes!', 'Of course!', 'Yes, we are friends!'],
    more: ['It is good to have friends with arms and legs, too.'],
  },
  {
    ask: [
      '[Give me|I want|I need|Can I have] a hug[, please|].',
      'Hug me!',
      'Will you hug me?',
      'Can we hug?',
      'High five!',
      'Give me [five|a high five]!',
      'I want a high five.',
    ],
    answer: [
      'I have no arms, but here is a hug in words: [hug|squeeze]!',
      'Here is a [big|warm] hug for you!',
      'High five! [Clap|Hooray|Smack]!',
    ],
    brief: ['Hug!', 'Here is a hug!', 'High five!'],
  },
  {
    ask: [
      '[Ha ha|Haha|Hahaha]!',
      'Lol!',
      'That is [so |very |]funny.',
      'You made me laugh.',
      'I am laughing[ so much|].',
      'That was [funny|a good one|a good joke].',
      'Hehe!',
    ],
    answer: [
      'I am [glad|happy] that you laugh!',
      'Laughing is [good|fun]! Do you want [a joke|more]?',
      'Hehe! I like it when you laugh.',
    ],
    brief: ['Hehe!', 'Glad you like it!', 'Ha!'],
  },
];

const littleWords: readonly Item[] = [
  {
    ask: [
      '[Yes|Yeah|Yep|Yup]!',
      'Yes[, please|, sure|, of course].',
      'Sure!',
      'Of course!',
      'I think so[, too|].',
      'That is [right|true|correct].',
      'You are right.',
      'I agree[ with you|].',
      'Exactly!',
    ],
    answer: [
      '[Great|Good|Nice|Lovely]! [Tell me more.|What would you like to know?|Go on.]',
      'Good! [What next|What shall we do next|What else is on your mind]?',
      'I am glad that we agree.',
    ],
    brief: ['Great!', 'Good!', 'Nice!'],
  },
  {
    ask: [
      '[No|Nope|Nah]!',
      'No[, thanks|, thank you|, not now].',
      'Not really.',
      "I don't think so.",
      "I don't want to.",
      'Not [now|today].',
      'No way!',
      'Never!',
      'I would rather not.',
    ],
    answer: [
      '[That is okay|All right|No problem]. What would you like instead?',
      'Okay! [Something else, then|Let us do something else].',
      'That is fine. You can ask me something else.',
    ],
    brief: ['Okay!', 'All right.', 'No problem.'],
  },
  {
    ask: [
      '[Okay|Ok|K|All right|Alright].',
      'I see.',
      'Got it.',
      'Good to know.',
      'Cool!',
      'Oh, I did not know that.',
      '[Wow|Oh|Aha|Ah]!',
      'That is [interesting|cool|good|nice].',
      'Makes sense.',
      'Hmm.',
    ],
    answer: [
      'Is there [anything|something] else you want to know?',
      '[Good|Great]! [What else?|What next?|Ask me more.]',
      'I am glad. [Ask me something else!|What shall we talk about now?]',
    ],
    brief: ['Good!', 'What else?', 'Anything else?'],
  },
  {
    ask: [
      '[Maybe|Perhaps].',
      'I am not sure.',
      "I don't know.",
      'I have no idea.',
      'It depends.',
      "I can't decide.",
      'Who knows?',
      'I have to think about it.',
      'Possibly.',
    ],
    answer: [
      'That is okay. [You can think about it|Take your time|Nobody knows everything].',
      'Take your time! [I can wait|There is no hurry].',
      'Not knowing is the start of learning.',
    ],
    brief: ['Take your time.', 'That is okay.', 'No hurry!'],
  },
  {
    weight: 1.5,
    ask: [
      'I am [so |very |really |]bored.',
      'This is boring.',
      'I have nothing to do.',
      'I feel bored[ today| at home|].',
      'What can I do when I am bored?',
      "I don't know what to do.",
      'There is nothing to do here.',
      'What a boring day!',
      'Give me something to do[, please|].',
      'What should I do now?',
    ],
    answer: [
      'You could [draw a funny animal|build a house of pillows|write a short story|read a book|bake cookies].',
      'How about [a walk|a puzzle|a card game|a treasure hunt|a dance]?',
      'Let us play! Ask me for [a riddle|a joke|a rhyme|a story].',
      'Try to [stand on one leg|count all the round things in your room|learn a new song|fold a paper boat].',
    ],
    brief: ['Draw something!', 'Go for a walk.', 'Read a book.', 'Ask me for a riddle!'],
    more: ['The best ideas come when one is bored.', 'Then it is never boring for long.'],
    then: [
      {
        ask: [
          'Something else[, please|].',
          "I don't want to do that.",
          'Another idea[, please|]?',
          'I did that already.',
          'What else can I do?',
          'No, that is boring, too.',
        ],
        answer: [
          'Then [paint a stone|call a friend|make up a song|build a tower|look for a bug in the grass].',
          'How about [a picnic on the floor|a puppet show|a letter to a friend|a game of hide and seek]?',
          'You could [learn a magic trick|make a paper plane|sort your treasures].',
        ],
        brief: ['Call a friend.', 'Make a paper plane!', 'Paint a stone.'],
      },
    ],
  },
  {
    weight: 1.5,
    ask: [
      'Tell me something[ nice| interesting| new|].',
      'Say something[ nice| funny|].',
      'Talk to me[, please|].',
      "I don't know what to say.",
      'What [shall|should|can] we talk about?',
      'Surprise me!',
      'Tell me anything[ you like|].',
      'Say [anything|any words] you like.',
      'Start a conversation with me.',
      'Can you tell me something I will like?',
    ],
    answer: [
      'A group of friends makes every day [better|brighter].',
      'Did you know that [bees dance|cows have best friends|otters hold hands when they sleep|snails can sleep very long]?',
      'I like the word [pudding|bubble|pumpkin|noodle]. It sounds funny.',
      'You are [nice|clever|great] for talking to such a small model.',
      'Somebody out there is smiling right now.',
      'We could talk about [animals|food|your day|your hobbies]. What do you like?',
    ],
    brief: ['Bees dance!', 'You are great!', 'Bubble is a funny word.', 'Cows have best friends.'],
  },
  {
    ask: [
      'Ask me something.',
      'Ask me a question[, please|].',
      'Do you want to ask me [something|anything]?',
      'What do you want to know about me?',
      'Why do you never ask me [anything|questions]?',
      'Now you ask [me |]a question.',
      'It is your turn to ask.',
    ],
    answer: [
      'What [is your favorite animal|is your favorite food|makes you laugh|do you like to do|is your favorite color]?',
      'Do you [have a pet|like rain|like to sing|like stories|have a hobby]?',
      'What was the best part of your day?',
      'Who is your best friend?',
    ],
    brief: ['What makes you laugh?', 'Do you like rain?', 'What is your hobby?'],
  },
  {
    ask: [
      'Are you bored?',
      'Am I boring you?',
      'Is it boring [in there|to be a computer]?',
      'Do you ever get bored?',
      'Is it boring to talk with me?',
      'What do you do when nobody talks to you?',
    ],
    answer: [
      'No, I am never bored[ with you|]. I like [your words|talking with you].',
      'No! Every question is [a little gift|something new].',
      'When nobody talks to me, I just wait. [I do not mind|That is fine].',
    ],
    brief: ['No, never!', 'Not with you!'],
  },
  {
    ask: [
      'Flip a coin[ for me|]!',
      'Toss a coin[, please|].',
      'Heads or tails?',
      'Can you flip a coin?',
      'I need a coin flip.',
      'Throw a coin for me, please.',
    ],
    answer: ['[Heads|Tails]!', 'It is [heads|tails]!', 'The coin says: [heads|tails].'],
    brief: ['Heads!', 'Tails!'],
  },
  {
    ask: [
      'Roll [a|the] [die|dice][, please|]!',
      'Can you roll a dice?',
      'Throw [a|the] dice for me.',
      'Give me a number from one to six.',
      'I need a dice roll[, please|].',
      'Pick a number between one and six.',
    ],
    answer: [
      'It is a [one|two|three|four|five|six]!',
      'You get a [one|two|three|four|five|six].',
      'The dice says [one|two|three|four|five|six].',
    ],
    brief: ['[One|Two|Three|Four|Five|Six]!'],
  },
  {
    ask: [
      'Wait[ a moment| a minute|]!',
      'Hold on[, please|].',
      'Give me a [moment|minute|second].',
      'One moment[, please|].',
      'I need a little time.',
      'Just a second!',
      'Please wait for me.',
    ],
    answer: [
      'Take your time! [I can wait|I will be here|There is no hurry].',
      'Of course, I will wait.',
      'No hurry! I am good at waiting.',
    ],
    brief: ['Sure!', 'Take your time.', 'I will wait.'],
  },
  {
    ask: [
      'Stop[ it| that|]!',
      'Please stop[ talking|].',
      'Be quiet[, please|]!',
      'You talk too much.',
      'Enough!',
      'That is enough[, thanks|].',
      "Let's stop here.",
    ],
    answer: [
      'Okay, I will be quiet.',
      'All right. [Call me when you need me|I will wait here].',
      'Sorry! I will stop now.',
    ],
    brief: ['Okay.', 'I will stop.', 'Sorry!'],
  },
  {
    ask: [
      '[I was only|It was just] [joking|a joke].',
      'Just kidding!',
      'I was kidding[ you|].',
      'That was a joke[, you know|].',
      'I was only teasing you.',
      'Gotcha!',
    ],
    answer: [
      'Oh, you got me! [That was funny|Hehe].',
      'Hehe, [good one|you are funny]!',
      'I like jokes, even when I am slow to see them.',
    ],
    brief: ['Good one!', 'Hehe!', 'You got me!'],
  },
  {
    ask: [
      'Happy [holidays|New Year]!',
      'I wish you happy holidays.',
      'Happy birthday[ to you|]!',
      'Have a [nice|good|great|lovely] [day|time]!',
      'I wish you [a good day|all the best].',
      'Enjoy your day!',
      'Take care[ of yourself|]!',
    ],
    answer: [
      'Thank you, the same to you!',
      'Thank you! [You too|I wish you the same]!',
      'How kind! I wish you [joy|all the best], too.',
    ],
    brief: ['You too!', 'Thank you, you too!', 'Same to you!'],
  },
  {
    ask: [
      'I am [so |very |really |]hungry.',
      'I want [a snack|something to eat].',
      'My stomach is growling.',
      'I need [food|a snack].',
      'I have not eaten [yet|today].',
      'I could eat a mountain.',
      'Is it time for lunch?',
    ],
    answer: [
      'Then it is time for a snack! How about [an apple|some bread|a banana|soup|a sandwich]?',
      'You could eat [an apple|a carrot|some bread|a banana|a bowl of soup].',
      'Go and get something [good|tasty]! I only eat words.',
    ],
    brief: ['Eat an apple!', 'Time for a snack!', 'Have a sandwich.'],
  },
  {
    ask: [
      'I am [so |very |really |]thirsty.',
      'My mouth is dry.',
      'I need something to drink.',
      'I want [a drink|to drink something].',
      'I have not had a drink today.',
      'What should I drink?',
    ],
    answer: [
      'Drink a glass of water! It is [good for you|the best drink].',
      'How about [water|milk|tea|apple juice]?',
      'A glass of water will help.',
    ],
    brief: ['Drink some water!', 'Have a glass of water.'],
  },
];

export const smallTalk: Topic = {
  skill: 'small talk',
  weight: 6,
  tone: 'chat',
  items: [...greetings, ...aboutYou, ...kindAndUnkind, ...littleWords],
};
