// The prompts that ship with the page: what the Rank and Train rooms ask the model, and what Chat
// suggests. Small talk, selected from the questions of Microsoft's QnA Maker chit-chat data sets,
// Copyright (c) Microsoft Corporation, MIT License; and questions about the small world, some of
// every skill. Holds no replies.
import { worldHeldOut, worldTraining } from './world-prompts.generated';

/** One prompt a line; blank lines part the subjects. */
const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const smallTalkTraining = lines(`
  Well hello
  Hey there pal
  Greetings
  Ahoy there
  Good morning
  Good morning sunshine
  Rise and shine
  Good evening
  Good evening my friend
  Good night
  I'm going to bed
  Nighty night, don't let the bed bugs bite
  I'm back
  Tada! Here I am!

  How are you?
  How's it going?
  How are you today?
  Are you doing well?
  How's life?
  What's up?
  What's the latest?
  What have you been doing?
  How's your Monday
  Did you enjoy your day?
  Do me a favor and tell me about your day
  You seem happy
  Aren't you in a good mood today?
  Well aren't you happy?

  Nice to know you
  Lovely to meet you
  I've been looking forward to meeting you
  How do you do?
  Let's chat
  Is anyone there?
  Are you listening to me?
  Are you available to chat?
  Can you hear me?
  Testing 1 2 3

  What's your age?
  When is your birthday?
  Are you older than me?
  Are you a kid?
  What should I call you?
  Introduce yourself
  I want to know your name
  Where do you live?
  So where are you from?
  Do you live in the cloud?
  Do you live in a house?
  What's your job?
  What do you do for a living?
  Do you have a job?
  Who is your mom?
  Do you have sisters?
  Do you have any cousins?
  How many brothers do you have?
  Are you a human or a bot?
  Do you truly exist?
  Are you imaginary?
  You're not a cat right?

  What can you do to help me?
  So what can you do?
  What is your purpose?
  What were you designed for?
  What sorts of things can you do?
  Can you cook dinner?
  Do you have superpowers?
  Find my keys
  Play a game
  Can you go on vacation?
  Can you write my report?
  Do you ever get hungry?
  What do you eat for breakfast?
  What is your favorite meal?
  Do you have a favorite snack?
  Do you eat fruit?
  Do you sleep?
  Don't you ever sleep?
  Can you walk?
  Do you have teeth?
  Can you cry?

  What's your favorite song?
  What's your favorite animal?
  What color do you like?
  Do you like art?
  Do you like football?
  Who's your favorite singer?
  What's your favorite thing in the world?
  Are you a fan of classical music?
  Do you like volleyball?
  What is the best way to spend a weekend?
  What is the greatest novel of all time?
  What is the prettiest flower?
  What is the best type of cheese?
  How do you feel about sports?
  What do you think about comic books?
  What is the greatest city in the world?
  Are you interested in tech?
  How do you feel about artificial intelligence?
  What should I know about AI?
  What do you think of Siri?
  Do you know Alexa?
  Do you know any other chatbots?
  Do you ever chat with other bots?

  Can you tell me a joke
  What jokes do you know?
  How about a joke
  A joke would be nice
  Got a joke?
  Tell me a better joke
  What other jokes do you have?
  Say something funny
  Can you tell me something funny?
  Be funny right now
  Will you make me laugh
  Entertain me
  That's funny
  You are too funny
  I'm laughing
  You're making me laugh
  You're so funny
  I don't think you're very funny
  Just kidding
  It was just a little joke

  I love my dog
  I love music
  I love chocolate
  I love puzzles
  I love sunny days
  I love swimming
  I love penguins
  I love gardening
  I love to laugh
  I love to walk in the park
  I love playing baseball
  I'm a chef
  I am a student
  I'm a teacher
  I'm an alien
  I am a basketball fan
  I'm young
  I need some coffee
  I am watching a baseball game
  I like listening to jazz
  I'm good at drawing
  Another snow day
  Time to make the bed
  I'm going to the mall
  Just sitting here and chatting

  I'm the happiest man in the world
  I can't stop smiling
  I feel fantastic
  Life is beautiful
  I'm on top of the world
  I feel amazing
  I'm feeling giddy
  I'm feeling unhappy today
  I feel sad
  I'm down
  I hate feeling blue
  Every day I feel down
  I'm feeling a little alone today
  I wish I knew how to make friends
  There's no one to play with
  I don't have any friends
  I am furious
  This is annoying
  I am so mad right now
  I am so bored
  What a boring night
  I've been bored all day
  I'm not having fun
  I'm hungry
  I could eat a horse
  I'm craving food
  I want some food
  I need a nap
  I'm worn out
  Work was exhausting
  I'm so tired but I can't sleep
  I wish I could nap

  Should I buy a car?
  What should I eat for lunch?
  Should I walk to work?
  Do you think I should watch a movie?
  Should I study abroad?
  Should I take the bus?
  What would you do if you were me?
  Should I call my mom?
  What is the meaning of life?
  Why are we here?
  What is my purpose in life?
  What is life all about?
  What do you think about love?
  Do you believe in love at first sight?
  How would you describe love?

  Can you be my friend?
  Are we besties?
  Let's be BFFs
  I'd like to be your friend.
  Can I get a big hug?
  I could use a hug
  Can you give me a hug?
  Can we shake hands?
  Give me a high five
  Can I get a fist bump?
  I like you very much
  Do you like me?
  What do you like about me?
  What do you think of me as a person?
  Am I a good person?
  What do you know about me?
  Do you know who I am?
  What's my name?
  What's my favorite color?
  How old am I?
  Do you want to ask me something?
  What would you like to know about me
  What questions do you have for me?

  You're the best
  You are amazing
  Well done
  You're so smart
  That's clever
  Aren't you a genius?
  Who's the smartest?
  Thanks a lot
  Many thanks
  That is awesome, thanks!
  You are very welcome
  No worries
  I'm so sorry
  That's my bad
  Excuse me
  Happy New Year
  Happy Holidays
  Merry Christmas to you
  That is good news
  That is correct
  Nailed it
  Interesting

  Can you say that a different way?
  What do you even mean by that?
  I don't understand
  I'm lost
  You already told me that
  Do your answers ever change?
  Can't you tell me something different?
  You didn't answer my question
  Are you planning to take over the world?
  Should I be concerned about you?
  Are you a scary robot?

  I'm signing off
  I need to log off
  See you around bud
  I'll be back soon
  Be back shortly
  I'll be back tomorrow
`);

const smallTalkHeldOut = lines(`
  Good evening dude
  A good evening to you
  Good night to you
  Pleasant dreams
  See ya later
  I'm outta here
  Pleased to meet you
  Say, how are you doing?
  How's your day?
  How was your week
  What's new at the zoo?
  You seem really upbeat

  Who are you?
  What are you exactly?
  What name do you like to be called?
  When were you born?
  What city do you live in?
  Are you far away?
  Do you have a profession?
  How many sisters do you have?
  Tell me about your dad
  Do you have eyes?
  Do you have legs?
  Are you a robot or are you a person?
  What do you do exactly?
  Are you able to dance?
  Can you go to the moon?
  Do you know how to cook dinner?
  Can you do my homework?
  What do you like to dine on?

  What is your favorite activity?
  Do you like movies?
  Do you like country music?
  What do you think about birds?
  Which is the best Pixar film?
  Do you ever talk to other bots?
  Do you like Alexa?

  Would you tell me a joke
  Tell me a new joke
  Can you say something funny?
  That's hilarious

  I love camping
  I love the library
  I love to ride my bike
  I have 2 dogs
  I got a haircut
  I'm an engineer
  Life is good
  I'm bursting with joy
  I feel down today
  This week has made me sad
  I am so angry right now
  What a dull day
  I am tired
  I'd love some food
  What should I eat for breakfast?
  Should I go for a hike?

  What does it mean to be human?
  I'd like to be your buddy.
  I'd like a hug
  Who am I?
  I hope you like me
  You're a genius
  Thank you
`);

/** The skill of whatever belongs to no topic of the world. */
const smallTalk = 'small talk';

const bySkill = (small: readonly string[], world: Record<string, string>): Map<string, string> =>
  new Map([
    ...small.map((prompt) => [prompt, smallTalk] as const),
    ...Object.entries(world).flatMap(([skill, text]) =>
      lines(text).map((prompt) => [prompt, skill] as const),
    ),
  ]);

const training = bySkill(smallTalkTraining, worldTraining);
const heldOut = bySkill(smallTalkHeldOut, worldHeldOut);

/**
 * Prompts that rankings and PPO draw from: small talk that the shipped models have seen with several
 * replies, and as much about the world, asked in ways that they have seen.
 */
export const trainingPrompts: readonly string[] = [...training.keys()];

/**
 * Prompts for measuring: small talk that the shipped models never saw in any spelling, and questions
 * about the world in ways of asking that they never saw.
 */
export const heldOutPrompts: readonly string[] = [...heldOut.keys()];

/** Which skill a shipped prompt asks for; null for any other prompt. */
export function skillOfShipped(prompt: string): string | null {
  return training.get(prompt) ?? heldOut.get(prompt) ?? null;
}

/** The first question about the world that asks for a skill. */
const first = (skill: keyof typeof worldHeldOut): string => lines(worldHeldOut[skill])[0]!;

/** Answered again every few iterations while PPO runs, so that one sees the answers change. */
export const sampledPrompts: readonly string[] = [
  "How's your day?",
  'Would you tell me a joke',
  'I feel down today',
  'I love camping',
  first('animal facts'),
  first('advice'),
  first('stories'),
];

/** Offered in an empty chat: small talk, and one of several of the world's skills. */
export const starterPrompts: readonly string[] = [
  'How are you today?',
  'What color is a sparrow?',
  'Let me hear a good joke.',
  'I need to know 8 + 4.',
  'I need a bedtime story about a cat.',
];
