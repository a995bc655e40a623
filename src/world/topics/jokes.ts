// Jokes in a question and an answer, told on request, about something, or finished when somebody begins one. To add a
// joke, add a line: what it is about, the question, the answer.
import type { Random } from '../../core/rng';
import { plainWords, type Bindings } from '../phrases';
import type { Item, Topic } from '../topic';

const jokeLines = `
cookies    | Why did the cookie go to the doctor? | It felt crumby.
bananas    | Why did the banana go to the doctor? | It was not peeling well.
bananas    | Why are bananas never lonely? | They hang around in bunches.
cows       | What do you call a cow that plays the guitar? | A moo-sician.
cows       | What do you call a sleeping cow? | A bull-dozer.
cows       | Where do cows go on Saturday night? | To the moo-vies.
bears      | What do you call a bear with no teeth? | A gummy bear.
bears      | What do you call a wet bear? | A drizzly bear.
ducks      | What time do ducks wake up? | At the quack of dawn.
ducks      | What do ducks eat with their soup? | Quackers.
fish       | Why are fish so smart? | They live in schools.
fish       | What do you call a fish without an eye? | A fsh.
fish       | Where do fish keep their money? | In the river bank.
cats       | What is a cat's favorite color? | Purr-ple.
cats       | What do cats eat for breakfast? | Mice crispies.
dogs       | What do you call a dog that does magic? | An abra-ca-dog-bra.
dogs       | Why did the dog sit in the shade? | It did not want to be a hot dog.
dogs       | What kind of dog loves a bath? | A shampoodle.
elephants  | What time is it when an elephant sits on your fence? | Time to get a new fence.
elephants  | Why do elephants never use computers? | They are afraid of the mouse.
chickens   | Why did the chicken cross the playground? | To get to the other slide.
chickens   | Why did the chicken join the band? | It had the drumsticks.
eggs       | Why did the egg hide? | It was a little chicken.
eggs       | How do eggs get around? | They use a scrambler.
bees       | Why do bees have sticky hair? | They use honeycombs.
bees       | What do you call a bee that cannot make up its mind? | A maybe.
bees       | Which letter do bees like? | B, of course.
frogs      | What do frogs drink? | Croak-a-cola.
frogs      | Why are frogs so happy? | They eat whatever bugs them.
sheep      | What do you call a dancing sheep? | A baa-llerina.
sheep      | Where do sheep get a haircut? | At the baa-baa shop.
pigs       | What do you call a pig that plays ball? | A ball hog.
pigs       | Why should you never tell a pig a secret? | It squeals.
owls       | What do you say to a funny owl? | You are a hoot.
snakes     | What is a snake's favorite subject? | Hiss-tory.
snakes     | How do you measure a snake? | In inches, since it has no feet.
horses     | What did the horse say when it fell down? | I cannot giddy-up.
horses     | Why was the little horse so quiet? | It was a little hoarse.
spiders    | Why did the spider use a computer? | To look at its web site.
rabbits    | How do rabbits travel? | By hare-plane.
turtles    | What do turtles do on their birthday? | They shell-ebrate.
dinosaurs  | What do you call a sleeping dinosaur? | A dino-snore.
bread      | Why does bread hate hot days? | It feels toasty.
cheese     | What do you call cheese that is not yours? | Nacho cheese.
corn       | Why should you never tell secrets in a corn field? | It is full of ears.
oranges    | Why did the orange stop rolling? | It ran out of juice.
tomatoes   | Why did the tomato blush? | It saw the salad dressing.
apples     | What kind of apple is not an apple? | A pineapple.
lemons     | What do you give a sick lemon? | Lemon aid.
ice cream  | How do you make an ice cream laugh? | You tickle its cone.
clocks     | Why was the clock sent out of class? | It tocked too much.
books      | Why was the math book so sad? | It had too many problems.
pencils    | What did the paper say to the pencil? | You look sharp today.
chairs     | What has four legs but never walks away? | A chair.
shoes      | What kind of shoes do mice wear? | Squeakers.
hats       | What did the hat say to the scarf? | You hang around, I go on ahead.
balls      | Why did the ball go home? | It was bounced out.
bikes      | Why did the bike fall over? | It was two-tired.
trees      | What did the tree wear to the pool? | Swimming trunks.
trees      | How does a tree get online? | It logs in.
the sea    | What did the sea say to the beach? | Nothing, it just waved.
the moon   | How does the moon cut its hair? | Eclipse it.
the sun    | Why did the sun go to school? | To get brighter.
snowmen    | What do snowmen eat for breakfast? | Snowflakes.
snowmen    | What do you call a snowman in July? | A puddle.
music      | What makes music on your head? | A head band.
numbers    | Why was six afraid of seven? | Because seven ate nine.
school     | Why did the teacher wear sunglasses? | Her students were so bright.
doctors    | When does a doctor get mad? | When there are no patients.
bakers     | Why do bakers work so hard? | They knead the dough.
farmers    | Why did the farmer win a prize? | He was out standing in his field.
ghosts     | What do ghosts eat for dessert? | I scream.
robots     | Why did the robot go on vacation? | It had to recharge.
robots     | What do robots like to eat? | Computer chips.
`;

const jokes: readonly Bindings[] = jokeLines
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([theme, setup, punch]) => ({ theme: theme!, setup: setup!, punch: punch! }));

const anyJoke = (random: Random): Bindings => random.pick(jokes);

const tellings = ['{setup} {punch}', '[Here is one|How about this]: {setup} {punch}'];

const reactions: Item = {
  ask: [
    '[Haha|Ha ha|Hehe][, that was [good|funny]|]!',
    "[That was|That's] [so |really |very |][funny|good|hilarious]!",
    'You are [so |really |]funny!',
    '[Good|Great|Nice] one!',
    'I am still laughing.',
    'I [love|like] that [joke|one]!',
    'LOL[, I like it|]!',
  ],
  answer: [
    'I am glad [you like it|it made you laugh]. [Shall I tell you another?|]',
    'Thank you! [I know more|There are more where that came from].',
    '[Laughing|A good laugh] is good for us all.',
  ],
};

const explanations: Item = {
  weight: 0.5,
  ask: [
    "[Sorry, |]I don't get it.",
    "I don't understand [the joke|that joke|that].",
    'Why is that funny?',
    'What is so funny about it?',
    "That's not funny[ at all|].",
    'Can you explain the joke?',
  ],
  answer: [
    'It is a play on words. Say it out loud and listen: {punch}',
    'It is a silly play on words. [Maybe the next joke is better.|]',
    'Two words sound alike there. [It is a bit silly.|]',
  ],
};

const another: Item = {
  draw: anyJoke,
  ask: [
    '[Another one|One more|Another joke][, please|]!',
    'Tell me [another|one more][ joke|], please.',
    '[Do you have|Have you got] [another|more]?',
    'More [jokes|of these], please!',
    'Again!',
    'Can you tell a different one?',
    'Next joke, please.',
  ],
  answer: tellings,
};

const request: Item = {
  weight: 3,
  draw: anyJoke,
  ask: [
    'Tell me a [funny |good |silly |short |]joke[, please|].',
    'Do you know [a|any] [good |funny |]joke[s|]?',
    '[Can|Could|Would] you tell me a [funny |]joke?',
    'Make me laugh[, please|]!',
    'I [want|need|would like] [to hear |]a joke.',
    'Say something funny.',
    '[Got|Have you got] [a|any] [good |]joke[s|] for me?',
    'I am bored, tell me a joke.',
    'Cheer me up with a joke!',
    'Let me hear a [good |]joke.',
    'Joke, please!',
    'Tell me something [funny|to laugh about].',
    'I could use a [laugh|joke] [right now|today].',
    'What is your [best|favorite] joke?',
    "Let's hear [one of your jokes|a joke from you].",
  ],
  answer: tellings,
  then: [another, reactions, explanations],
};

const about: Item = {
  weight: 3,
  draw: anyJoke,
  read: ({ theme }) => jokes.find((joke) => plainWords(joke.theme!) === theme) ?? null,
  ask: [
    'Tell me a [funny |good |silly |]joke about {theme}[, please|].',
    'Do you know [a|any] joke[s|] about {theme}?',
    '[Can|Could] you tell [me |us |]a joke about {theme}?',
    'I want [to hear |]a joke about {theme}.',
    'Make a joke about {theme}.',
    'Say something funny about {theme}.',
    'Have you [got|heard] a joke about {theme}?',
    'What is a [good|funny] joke about {theme}?',
    'Joke about {theme}, please!',
    'Make me laugh about {theme}.',
    'Is there a joke about {theme}?',
    'I like {theme}. Got a joke about that?',
  ],
  answer: ['{setup} {punch}'],
  then: [another, reactions, explanations],
};

const begun: Item = {
  weight: 2,
  draw: anyJoke,
  read: ({ setup }) => jokes.find((joke) => plainWords(joke.setup!) === setup) ?? null,
  ask: [
    '{setup}',
    'I have a joke for you. {setup}',
    '[Here is a joke|Do you know this joke|Have you heard this joke]: {setup}',
    'Can you finish this joke? {setup}',
    'Guess! {setup}',
    'Hey, {setup}',
    'My friend asked me this: {setup}',
    "Here's a funny one. {setup}",
  ],
  answer: ['{punch}', '[I know that one|I know it]! {punch}'],
  brief: ['{punch}'],
};

export const jokesTopic: Topic = {
  skill: 'jokes',
  weight: 3,
  tone: 'fun',
  items: [request, about, begun],
};
