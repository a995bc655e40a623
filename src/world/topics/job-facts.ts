// Facts about jobs, asked in many ways: where people work, with what, what they do, whom they help, what they wear.
import { withFollowUps } from '../facts/follow-ups';
import { jobs } from '../facts/jobs';
import { attributeItem, choiceItem, claimItem, reverseItem } from '../facts/question-kinds';
import type { Topic } from '../topic';

const works = attributeItem(jobs, {
  attribute: 'works',
  weight: 1.2,
  ask: [
    'Where does {one} work?',
    'Where do {plural} work?',
    'Tell me where {one} works.',
    'In which place do {plural} work?',
    'Where can I meet {one} at work?',
    'Where do you find {plural} at work?',
    'I want to be {one}. Where will I work?',
    'Do you know where {plural} work?',
    'What is the workplace of {one}?',
    'Where is {one} all day?',
    'If I become {one}, where do I go to work?',
    'Where would I look for {one}?',
  ],
  answer: ['{one} works {works}.', '{plural} work {works}.'],
  brief: ['{works}.', '{works}!'],
  more: ['You can go and take a look.', 'That is a good place to work.'],
});

const does = attributeItem(jobs, {
  attribute: 'does',
  weight: 1.8,
  ask: [
    'What does {one} do?',
    'What do {plural} do?',
    'What is the job of {one}?',
    'Tell me what {one} does[, please|].',
    'What do {plural} do all day?',
    'What is {one}?',
    'What are {plural}?',
    'Can you explain what {one} does?',
    'I want to be {one}. What will I do?',
    'What is {one} good for?',
    'Do you know what {plural} do?',
    'What kind of work does {one} do?',
    'My neighbor is {one}. What is that?',
    'Describe the work of {one}.',
  ],
  answer: ['{one} {does}.', '{one} is a person who {does}.'],
  brief: ['{one} {does}.', 'That is somebody who {does}.'],
  more: ['It is a good job.', 'Many people are glad about it.'],
});

const tool = attributeItem(jobs, {
  attribute: 'tool',
  weight: 1.2,
  ask: [
    'What tool does {one} use?',
    'Which tool do {plural} use?',
    'What does {one} need for work?',
    'What do {plural} need to do their job?',
    'What does {one} work with?',
    'Name a tool of {one}.',
    'Tell me which tool {one} needs.',
    'What does {one} have at work?',
    'What is an important thing for {one} to have?',
    'I pretend to be {one}. Which tool do I need?',
    'What would you give {one} to work with?',
    'With what do {plural} work?',
  ],
  answer: ['{one} uses {tool}.', '{one} works with {tool}.', '{plural} need {tool}.'],
  brief: ['{tool}.', '{tool}!'],
  more: ['Without it the work would be hard.', 'It takes time to learn how to use it.'],
});

const helps = attributeItem(jobs, {
  attribute: 'helps',
  ask: [
    'Whom does {one} help?',
    'Who do {plural} help?',
    'Who needs {one}?',
    'Who is glad to see {one}?',
    'Tell me who {plural} help.',
    'For whom does {one} work?',
    'Who gets help from {one}?',
    'Who is helped by {plural}?',
    'Who calls {one} for help?',
    'Do you know who {one} helps?',
  ],
  answer: ['{one} helps {helps}.', '{plural} help {helps}.'],
  brief: ['{helps}.', '{helps}!'],
  more: ['Helping feels good.', 'That is kind work.'],
});

const wears = attributeItem(jobs, {
  attribute: 'wears',
  ask: [
    'What does {one} wear?',
    'What do {plural} wear at work?',
    'Tell me what {one} wears.',
    'What clothes does {one} have on?',
    'How does {one} dress for work?',
    'I want to dress up as {one}. What do I need?',
    'What should I put on to look like {one}?',
    'If I draw {one}, what clothes should I draw?',
    'What do you wear when you are {one}?',
    'What are the work clothes of {one}?',
    'Which clothes do {plural} need?',
  ],
  answer: ['{one} wears {wears}.', '{plural} wear {wears} at work.'],
  brief: ['{wears}.', '{wears}!'],
  more: ['That way one can see what the job is.', 'It is good for the work.'],
});

const isWork = claimItem(jobs, {
  attribute: 'works',
  ask: [
    'Does {one} work {asked}?',
    'Do {plural} work {asked}?',
    'Is it true that {one} works {asked}?',
    'Would I meet {one} {asked}?',
    'I think that {plural} work {asked}. Am I right?',
    'Yes or no: {one} works {asked}.',
    '{plural} work {asked}, right?',
    'Is the job of {one} {asked}?',
    'Can I find {one} at work {asked}?',
  ],
  answer: ['{verdict}, {one} {works_} {asked}. {correction}', '{verdict}. {one} {works_} {asked}.'],
  brief: ['{verdict}.', '{verdict}, that {is} the right place.'],
  words: { works_: ['works', 'does not work'], is: ['is', 'is not'] },
  correction: 'The right place is {works}.',
});

const isTool = claimItem(jobs, {
  attribute: 'tool',
  ask: [
    'Does {one} use {asked}?',
    'Do {plural} use {asked}?',
    'Does {one} need {asked}?',
    'Do {plural} work with {asked}?',
    'Is {asked} a tool of {one}?',
    'Is it true that {one} works with {asked}?',
    'Yes or no: {one} needs {asked}.',
    'Should I give {one} {asked} for work?',
    'I think that {plural} need {asked}. Is that right?',
  ],
  answer: [
    '{verdict}, {one} {needs} {asked} for work. {correction}',
    '{verdict}. {one} {needs} {asked}.',
  ],
  brief: ['{verdict}.', '{verdict}!'],
  words: { needs: ['needs', 'does not need'] },
  correction: '{one} works with {tool}.',
});

const isDone = claimItem(jobs, {
  attribute: 'does',
  ask: [
    'Is {one} somebody who {asked}?',
    'Is it {one} who {asked}?',
    'Is it true that {one} {asked}?',
    'Is {one} a person who {asked}?',
    'I think that {one} {asked}. Am I right?',
    'Yes or no: {one} {asked}.',
    'Would you say that {one} {asked}?',
    'Do we call somebody who {asked} {one}?',
    '{one} {asked}, right?',
  ],
  answer: [
    '{verdict}, {one} {is} somebody who {asked}. {correction}',
    '{verdict}. {one} {is} a person who {asked}.',
  ],
  brief: ['{verdict}.', '{verdict}!'],
  words: { is: ['is', 'is not'] },
  correction: '{one} {does}.',
});

const whoDoes = reverseItem(jobs, {
  attribute: 'does',
  weight: 1.5,
  ask: [
    'Who {asked}?',
    'What do you call a person who {asked}?',
    'Which job has somebody who {asked}?',
    'Name a person who {asked}.',
    'What is somebody who {asked} called?',
    'What is the job of a person who {asked}?',
    'My aunt {asked}. What is her job?',
    'My friend {asked}. What do we call that job?',
    'I need somebody who {asked}. Who is that?',
    'What is the word for a person who {asked}?',
    'Tell me who {asked}.',
  ],
  answer: ['{one} {asked}.', 'A person who {asked} is {one}.', 'That is {one}.'],
  brief: ['{one}.', '{one}!'],
  more: ['It is a good job.', 'We need people like that.'],
});

const whoUses = reverseItem(jobs, {
  attribute: 'tool',
  ask: [
    'Who uses {asked} at work?',
    'Who works with {asked}?',
    'Who needs {asked} for work?',
    'For which job do you need {asked}?',
    'Which job needs {asked}?',
    'Name somebody who works with {asked}.',
    'Who would be glad to get {asked}?',
    'I found {asked}. Whose tool may it be?',
    'Tell me who uses {asked} to work.',
  ],
  answer: ['{one} uses {asked}.', '{one} works with {asked}.', 'It belongs to {one}.'],
  brief: ['{one}.', '{one}!'],
});

const whoWorks = reverseItem(jobs, {
  attribute: 'works',
  ask: [
    'Which job do people do {asked}?',
    'Name somebody who works {asked}.',
    'Who goes to work {asked}?',
    'What could I be if I want to work {asked}?',
    'Who is at work {asked}?',
    'What is the job of somebody who works {asked}?',
    'My uncle works {asked}. What may be his job?',
  ],
  answer: ['{one} works {asked}.', 'That could be {one}.'],
  brief: ['{one}.', '{one}!'],
});

const whoHelps = reverseItem(jobs, {
  attribute: 'helps',
  weight: 0.8,
  ask: [
    'Who helps {asked}?',
    'Who can help {asked}?',
    'Name somebody who helps {asked}.',
    'Which job is good for helping {asked}?',
    'I want to help {asked}. What should I be?',
    'What can I be when I grow up if I want to help {asked}?',
    'Who has a job that helps {asked}?',
  ],
  answer: ['{one} helps {asked}.', '{one} can help {asked}.'],
  brief: ['{one}.', '{one}!'],
});

const whichOfTwo = choiceItem(jobs, {
  attribute: 'does',
  naming: 'one',
  ask: [
    'Who {asked}, {left} or {right}?',
    'Which of the two {asked}, {left} or {right}?',
    'One of them {asked}. Is it {left} or {right}?',
    'I need somebody who {asked}. Should I call {left} or {right}?',
    'Tell me who {asked}: {left} or {right}.',
    'My cousin {asked}. Is she {left} or {right}?',
  ],
  answer: ['{one} {asked}.', 'It is {one}.'],
  brief: ['{one}.', '{one}!'],
});

export const jobFacts: Topic = {
  skill: 'job facts',
  weight: 6,
  tone: 'fact',
  items: [
    ...withFollowUps(jobs, [
      {
        item: works,
        pronoun: [
          'And where do they work?',
          'Where do they work?',
          'Where can I meet them?',
          'And in which place do they work?',
          'Okay, and where do they work?',
          'Where are they all day?',
        ],
      },
      {
        item: does,
        pronoun: [
          'And what do they do?',
          'What do they do?',
          'What is their job?',
          'And what do they do all day?',
          'What kind of work is that?',
          'What are they good for?',
        ],
      },
      {
        item: tool,
        pronoun: [
          'And what tool do they use?',
          'What do they work with?',
          'Which tool do they need?',
          'And what do they need for work?',
          'Okay. And their tool?',
          'What do they have at work?',
        ],
      },
      {
        item: helps,
        pronoun: [
          'And who do they help?',
          'Whom do they help?',
          'Who needs them?',
          'Who gets help from them?',
          'Who is glad to see them?',
        ],
      },
      {
        item: wears,
        pronoun: [
          'And what do they wear?',
          'What do they wear?',
          'What clothes do they have on?',
          'How do they dress?',
          'And what do they wear at work?',
          'What should I put on to look like them?',
        ],
      },
      {
        item: isWork,
        pronoun: [
          'Do they work {asked}?',
          'And do they work {asked}?',
          'Can I meet them {asked}?',
          'They work {asked}, right?',
          'Is their job {asked}?',
        ],
      },
      {
        item: isTool,
        pronoun: [
          'Do they use {asked}?',
          'And do they need {asked}?',
          'Do they work with {asked}?',
          'Is {asked} one of their tools?',
          'They use {asked}, right?',
        ],
      },
    ]),
    isDone,
    whoDoes,
    whoUses,
    whoWorks,
    whoHelps,
    whichOfTwo,
  ],
};
