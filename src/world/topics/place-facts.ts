// Facts about places, asked in many ways: what one finds and does there, who works there, what to take along.
import { withFollowUps } from '../facts/follow-ups';
import { jobs } from '../facts/jobs';
import { places } from '../facts/places';
import { attributeItem, choiceItem, claimItem, reverseItem } from '../facts/question-kinds';
import { fateOfPair } from '../held-out';
import type { Topic } from '../topic';

/** Where the table of jobs says the same, a place's worker is spoken of only if both tables may tell it. */
const staffed = places.filter(({ name, attributes }) => {
  const job = jobs.find((candidate) => candidate.name === attributes.worker);
  const pairs = job ? [`${name}.worker`, `${job.name}.works`] : [];
  return pairs.every((pair) => fateOfPair(pair) === 'known');
});

const find = attributeItem(places, {
  attribute: 'find',
  weight: 1.5,
  ask: [
    'What can I find {at}?',
    'What can you see {at}?',
    'What is there {at}?',
    'What would I see {at}?',
    'Tell me something that you find {at}.',
    'Name a thing that is {at}.',
    'What do people find {at}?',
    'I have never been {at}. What is there to see?',
    'If I look around {at}, what do I see?',
    'Describe {place}. What is there?',
    'What do you expect to find {at}?',
    'Which things are {at}?',
    'I am {at}. What do I see?',
  ],
  answer: ['You can find {find} {at}.', 'There you can see {find}.', '{the} has {find}.'],
  brief: ['{find}.', '{find}!'],
  more: ['Take a good look when you are there.', 'And many other things, too.'],
});

const activity = attributeItem(places, {
  attribute: 'activity',
  weight: 1.5,
  ask: [
    'What can I do {at}?',
    'What do people do {at}?',
    'What is {one} for?',
    'Why do people go to {place}?',
    'What would you do {at}?',
    'Tell me what one can do {at}.',
    'What is there to do {at}?',
    'I am {at} now. What can I do?',
    'What is a good thing to do {at}?',
    'What are {plural} good for?',
    'We want to go to {place}. What can we do there?',
    'Do you know what people do {at}?',
    'Why should I go to {place}?',
  ],
  answer: [
    'You can {activity} {at}.',
    'People {activity} {at}.',
    'It is a place where you can {activity}.',
  ],
  brief: ['{activity}.', '{activity}!'],
  more: ['It is nice to go there with a friend.', 'I would like to see that.'],
});

const side = attributeItem(places, {
  attribute: 'side',
  ask: [
    'Is {one} inside or outside?',
    'Are you inside or outside when you are {at}?',
    'If I am {at}, am I inside or outside?',
    'Do I get wet {at} when it rains? Is it inside or outside?',
    'Are {plural} inside or outside?',
    'Inside or outside: where are you {at}?',
    'Tell me if one is inside or outside {at}.',
    'Is it inside or outside when you are {at}?',
    'Do people meet inside or outside when they are {at}?',
    'When I go to {place}, will I be inside or outside?',
  ],
  answer: ['{at} you are {side}.', 'When you are {at}, you are {side}.'],
  brief: ['{side}.', '{side}!'],
  more: ['So look at the weather before you go.', 'Dress for it.'],
});

const noise = attributeItem(places, {
  attribute: 'noise',
  ask: [
    'Is it loud or quiet {at}?',
    'Is {one} loud or quiet?',
    'Are {plural} loud or quiet?',
    'How much noise is there {at}? Is it loud or quiet?',
    'How loud is it {at}?',
    'How quiet is it {at}?',
    'What do you hear {at}: is it loud or quiet?',
    'Tell me how loud it is {at}.',
    'Loud or quiet: how is it {at}?',
    'Will it be loud or quiet when I go to {place}?',
  ],
  answer: ['It is often {noise} {at}.', '{one} is a {noise} place.'],
  brief: ['{noise}.', '{noise}!'],
  more: ['Your ears will tell you.', 'Listen when you are there.'],
});

const worker = attributeItem(staffed, {
  attribute: 'worker',
  weight: 1.2,
  ask: [
    'Who works {at}?',
    'Which people work {at}?',
    'Who has a job {at}?',
    'What job do people have {at}?',
    'Tell me who works {at}.',
    'Who can help me {at}?',
    'Who do you meet {at}? I mean the people who work there.',
    'Tell me a job that people have {at}.',
    'Which job can I do {at}?',
    'If I want to work {at}, what could I be?',
    'Do you know who works {at}?',
  ],
  answer: ['{a worker} works {at}.', 'You can meet {a worker} {at}.'],
  brief: ['{a worker}.', '{a worker}!'],
  more: ['Say hello when you go there.', 'It is a good job.'],
});

const bring = attributeItem(places, {
  attribute: 'bring',
  ask: [
    'What should I bring to {place}?',
    'What do I need when I go to {place}?',
    'I am going to {place}. What should I take with me?',
    'What do people take to {place}?',
    'What should be in my bag when I go to {place}?',
    'Help me pack for a trip to {place}.',
    'What do I need {at}?',
    'We are off to {place}! What must we not forget?',
    'Tell me what to pack for {place}.',
    'What is good to have {at}?',
    'What should I not forget when I go to {place}?',
  ],
  answer: ['Take {bring} with you.', 'You need {bring} {at}.', 'Bring {bring}.'],
  brief: ['{bring}.', '{bring}!'],
  more: ['Then you are ready to go.', 'And do not forget a snack.'],
});

const isFound = claimItem(places, {
  attribute: 'find',
  ask: [
    'Can I find {asked} {at}?',
    'Would you look for {asked} {at}?',
    'Do you find {asked} {at}?',
    'Is {place} a place to look for {asked}?',
    'Should I go to {place} to see {asked}?',
    'Can you see {asked} when you are {at}?',
    'I want to see {asked}. Should I go to {place}?',
    'Is it true that you find {asked} {at}?',
    'I am looking for {asked}. Is {place} the right place?',
    'Yes or no: you find {asked} {at}.',
  ],
  answer: [
    '{verdict}, {one} {is} the place for {asked}. {correction}',
    '{verdict}. {place} {is} the place to look for {asked}.',
  ],
  brief: ['{verdict}.', '{verdict}, that {is} the place.'],
  words: { is: ['is', 'is not'] },
  correction: 'There you find {find}.',
});

const isDone = claimItem(places, {
  attribute: 'activity',
  ask: [
    'Can I {asked} {at}?',
    'Is {place} a good place to {asked}?',
    'Do people go to {place} to {asked}?',
    'I want to {asked}. Should I go to {place}?',
    'Can you {asked} {at}?',
    'Is {one} made for people who want to {asked}?',
    'Would you go to {place} to {asked}?',
    'Do people {asked} {at}?',
    'Yes or no: people {asked} {at}.',
    'Should we {asked} {at}?',
  ],
  answer: [
    '{verdict}, {one} {is} the place to {asked}. {correction}',
    '{verdict}. {place} {is} the right place to {asked}.',
  ],
  brief: ['{verdict}.', '{verdict}, that {is} the place.'],
  words: { is: ['is', 'is not'] },
  correction: 'There people {activity}.',
});

const isLoud = claimItem(places, {
  attribute: 'noise',
  ask: [
    'Is it {asked} {at}?',
    'Is {one} {a asked} place?',
    'Is {one} {asked}?',
    'Are {plural} {asked}?',
    'Is it true that it is {asked} {at}?',
    'I think it is {asked} {at}. Am I right?',
    'Will it be {asked} {at}?',
    'Yes or no: it is {asked} {at}.',
    'I want {a asked} place. Should I go to {place}?',
  ],
  answer: [
    '{verdict}, it {is} {asked} {at}. {correction}',
    '{verdict}. {one} {is} {a asked} place.',
  ],
  brief: ['{verdict}.', '{verdict}, it {is} {asked}.'],
  words: { is: ['is', 'is not'] },
  correction: 'It is {noise}.',
});

const isInside = claimItem(places, {
  attribute: 'side',
  ask: [
    'Is {one} {asked}?',
    'Are {plural} {asked}?',
    'Are you {asked} when you are {at}?',
    'Will I be {asked} when I am {at}?',
    'Is it true that you are {asked} {at}?',
    'Yes or no: you are {asked} {at}.',
    'I think that one is {asked} {at}. Is that right?',
    'Do people stay {asked} when they are {at}?',
  ],
  answer: [
    '{verdict}, {at} you {are_} {asked}. {correction}',
    '{verdict}. There you {are_} {asked}.',
  ],
  brief: ['{verdict}.', '{verdict}, you {are_}.'],
  words: { are_: ['are', 'are not'] },
  correction: 'You are {side}.',
});

const worksThere = claimItem(staffed, {
  attribute: 'worker',
  weight: 0.8,
  ask: [
    'Is there {a asked} {at}?',
    'Can I meet {a asked} {at}?',
    'Is {place} the place where {a asked} works?',
    'Do I find {a asked} {at}?',
    'Is {a asked} one of the people who work {at}?',
    'I want to talk to {a asked}. Should I go to {place}?',
    'Yes or no: there is {a asked} {at}.',
    'Would {a asked} have a job {at}?',
  ],
  answer: ['{verdict}, {a asked} {works} {at}. {correction}', '{verdict}. {a asked} {works} {at}.'],
  brief: ['{verdict}.', '{verdict}!'],
  words: { works: ['works', 'does not work'] },
  correction: 'There you can meet {a worker}.',
});

const whereToFind = reverseItem(places, {
  attribute: 'find',
  weight: 1.2,
  ask: [
    'Where can I find {asked}?',
    'Where can I see {asked}?',
    'Where should I look for {asked}?',
    'I am looking for {asked}. Where should I go?',
    'Where would I see {asked}?',
    'Which place has {asked}?',
    'Tell me where to find {asked}.',
    'Name a place with {asked}.',
    'Where do people find {asked}?',
    'I would like to see {asked}. Where do I have to go?',
  ],
  answer: [
    'You can find {asked} {at}.',
    'Go to {place} to see {asked}.',
    '{at} you can find {asked}.',
  ],
  brief: ['{at}.', '{at}!'],
});

const whereToDo = reverseItem(places, {
  attribute: 'activity',
  weight: 1.2,
  ask: [
    'Where can I {asked}?',
    'Where do people {asked}?',
    'I want to {asked}. Where should I go?',
    'Where should we go to {asked}?',
    'What is a good place to {asked}?',
    'Name a place where people {asked}.',
    'Which place is right for people who want to {asked}?',
    'Tell me where I can {asked}.',
    'Do you know a place to {asked}?',
    'I would like to {asked}. Do you know a place?',
  ],
  answer: ['You can {asked} {at}.', 'Go to {place} to {asked}.', 'People {asked} {at}.'],
  brief: ['{at}.', '{at}!'],
  more: ['Have a good time there!', 'Take a friend with you.'],
});

const noisyPlace = reverseItem(places, {
  attribute: 'noise',
  weight: 0.8,
  ask: [
    'Name {a asked} place.',
    'Where is it {asked}?',
    'Do you know {a asked} place?',
    'Tell me a place where it is {asked}.',
    'I want to be where it is {asked}. Where should I go?',
    'Give me an example of {a asked} place.',
    'Which place is {asked}?',
    'Can you think of {a asked} place?',
  ],
  answer: ['It is {asked} {at}.', '{one} is {a asked} place.'],
  brief: ['{one}.', '{one}!'],
  more: ['You will hear it when you are there.', 'I know that from stories.'],
});

const placeOfWorker = reverseItem(staffed, {
  attribute: 'worker',
  weight: 0.8,
  ask: [
    'Where can I meet {a asked}?',
    'Where would I find {a asked} at work?',
    'To which place should I go if I need {a asked}?',
    'I need {a asked}. Where should I go?',
    'At which place is there {a asked}?',
    'Name a place where I can meet {a asked}.',
    'Where is {a asked} when it is time to work?',
  ],
  answer: ['You can meet {a asked} {at}.', 'Go to {place} to find {a asked}.'],
  brief: ['{at}.', '{at}!'],
});

const quieter = choiceItem(places, {
  attribute: 'noise',
  naming: 'one',
  ask: [
    'Which is more {asked}, {left} or {right}?',
    'Which of these places is {asked}: {left} or {right}?',
    'Which place is {asked}, {left} or {right}?',
    'Tell me which of the two is {asked}: {left} or {right}.',
    'I want to be where it is {asked}. Should I choose {left} or {right}?',
    'One of these is {asked}. Is it {left} or {right}?',
  ],
  answer: ['{one} is {asked}.', 'It is {asked} {at}.'],
  brief: ['{one}.', '{one}!'],
});

export const placeFacts: Topic = {
  skill: 'place facts',
  weight: 7,
  tone: 'fact',
  items: [
    ...withFollowUps(
      places,
      [
        {
          item: find,
          pronoun: [
            'And what can I find there?',
            'What is there to see?',
            'What can you see there?',
            'And what do people find there?',
            'What else is there? What do I see?',
          ],
        },
        {
          item: activity,
          pronoun: [
            'And what can I do there?',
            'What do people do there?',
            'What is there to do?',
            'Why do people go there?',
            'Okay, and what can you do there?',
            'And why should I go there?',
          ],
        },
        {
          item: side,
          pronoun: [
            'Is it inside or outside?',
            'And is that inside or outside?',
            'Inside or outside?',
            'Am I inside or outside there?',
            'Will I be inside or outside?',
          ],
        },
        {
          item: noise,
          pronoun: [
            'Is it loud or quiet there?',
            'And is it loud or quiet?',
            'How loud is it there?',
            'Loud or quiet?',
            'Is there much noise, or is it quiet?',
          ],
        },
        {
          item: worker,
          pronoun: [
            'And who works there?',
            'Who works there?',
            'Who can help me there?',
            'Which job do people have there?',
            'Okay, and who has a job there?',
            'Who do I meet there?',
          ],
        },
        {
          item: bring,
          pronoun: [
            'And what should I bring?',
            'What do I need there?',
            'What should I take with me?',
            'What should I pack?',
            'Good idea. What must I bring?',
            'What do people take there?',
          ],
        },
        {
          item: isFound,
          pronoun: [
            'Can I find {asked} there?',
            'Would I see {asked} there?',
            'Do they have {asked} there?',
            'And can I see {asked} there?',
            'Is it the place for {asked}?',
          ],
        },
        {
          item: isDone,
          pronoun: [
            'Can I {asked} there?',
            'Do people {asked} there?',
            'And can I {asked} there?',
            'Is it the place to {asked}?',
            'Should I go there to {asked}?',
          ],
        },
        {
          item: isLoud,
          pronoun: [
            'Is it {asked} there?',
            'And is it {asked}?',
            'Will it be {asked}?',
            'It is {asked} there, right?',
            'Is that {a asked} place?',
          ],
        },
        {
          item: worksThere,
          pronoun: [
            'Is there {a asked}?',
            'Can I meet {a asked} there?',
            'And is there {a asked}?',
            'Do they have {a asked} there?',
            'I need {a asked}. Is there one?',
          ],
        },
      ],
      [
        'And {the}?',
        'What about {one}?',
        'How about {the}?',
        'And what about {the}?',
        'Okay, and {one}?',
        'And the same question about {the}?',
        'Now think of {one}.',
        'And for {one}?',
        'What about {the}?',
      ],
    ),
    isInside,
    whereToFind,
    whereToDo,
    noisyPlace,
    placeOfWorker,
    quieter,
  ],
};
