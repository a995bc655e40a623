// Facts about everyday things: what they are for, made of and look like, and where they are kept.
import { withFollowUps } from '../facts/follow-ups';
import { attributeItem, choiceItem, claimItem, reverseItem } from '../facts/question-kinds';
import { things } from '../facts/things';
import type { Topic } from '../topic';

const use = attributeItem(things, {
  attribute: 'use',
  weight: 2,
  ask: [
    'What do you use {one} for?',
    'What {are} {plural} for?',
    'What do people do with {plural}?',
    'Tell me what {one} is for[, please|].',
    'Why do people need {plural}?',
    'What can I do with {one}?',
    'What {are} {plural} used for?',
    'What does {one} help you to do?',
    'I found {one}. What can I use it for?',
    'Do you know what {one} is for?',
    'Why would I buy {one}?',
    'Explain what {plural} {are} for.',
    'I wonder why people have {plural}.',
    'When do you need {one}?',
  ],
  answer: ['You use {one} to {use}.', 'People use {plural} to {use}.', 'You need {one} to {use}.'],
  brief: ['To {use}.', 'To {use}!'],
  more: ['It is good to have when you need it.', 'That makes it useful.'],
});

const material = attributeItem(things, {
  attribute: 'material',
  weight: 1.5,
  ask: [
    'What {are} {plural} made of?',
    'What is {one} made of?',
    'Which material do you need to make {one}?',
    'Tell me what {one} is made of.',
    'What material {are} {plural} made from?',
    'I want to build {one}. Which material is right?',
    'From what material do people make {plural}?',
    'Do you know what {plural} {are} made of?',
    'Out of what do they make {plural}?',
    'I wonder what {one} is made of.',
    'Name a material for making {plural}.',
  ],
  answer: ['{plural} {are} often made of {material}.', '{one} can be made of {material}.'],
  brief: ['{material}.', 'Of {material}.'],
  more: ['Touch it and you can feel it.', 'That works well.'],
});

const room = attributeItem(things, {
  attribute: 'room',
  weight: 1.3,
  ask: [
    'Where do people keep {one}?',
    'Where do you keep {plural}?',
    'Where in the house is {one}?',
    'I need {one}. Where should I look?',
    'Where would I find {one} at home?',
    'Where is a good place for {one}?',
    'I cannot find {the}. Where could it be?',
    'Where {do} {plural} belong?',
    'Tell me where to look for {one}.',
    'Where should I put {the}?',
    'Do you know where people keep {plural}?',
  ],
  answer: ['People keep {plural} {room}.', 'You find {one} {room}.', 'Look for {one} {room}.'],
  brief: ['{room}.', '{room}!'],
  more: ['But every home is different.', 'Put it back after you use it.'],
});

const touch = attributeItem(things, {
  attribute: 'touch',
  ask: [
    '{are} {plural} hard or soft?',
    'Is {one} hard or soft?',
    'How {do} {plural} feel when you touch {them}?',
    'What does {one} feel like in your hands?',
    'Hard or soft: how does {one} feel?',
    'Tell me if {one} feels hard or soft.',
    'If I touch {one}, how does it feel?',
    'When I press on {one}, is it hard or soft?',
    'How does it feel to touch {one}?',
    'Do you know if {plural} {are} hard or soft?',
  ],
  answer: ['{one} is {touch}.', '{plural} {are} {touch}.'],
  brief: ['{touch}.', '{touch}!'],
  more: ['Your fingers can tell.', 'Touch it and you know.'],
});

const size = attributeItem(things, {
  attribute: 'size',
  ask: [
    'How big is {one}?',
    'How big {are} {plural}?',
    'What size is {one}?',
    'What is the size of {one}?',
    'How much room does {one} take up?',
    'Tell me how big {one} is.',
    'Is {one} big or small?',
    'How large {are} {plural}?',
    'Do you know the size of {one}?',
    'What size of thing is {one}?',
  ],
  answer: ['{one} is a {size} thing.', 'The size of {one} is {size}.'],
  brief: ['{size}.', '{size}!'],
  more: ['Now you know if it fits in your bag.', 'There are others of another size, too.'],
  accepts: ({ size: told }) => (told === 'huge' ? ['big'] : told === 'tiny' ? ['small'] : []),
});

const kind = attributeItem(things, {
  attribute: 'kind',
  ask: [
    'What kind of thing is {one}?',
    'What kind of thing {are} {plural}?',
    'What sort of object is {one}?',
    'To which group of things does {one} belong?',
    'What do we call things like {plural}?',
    'Is {one} a toy, a tool or something else?',
    'Tell me what kind of thing {one} is.',
    'What type of object is {one}?',
    'How would you sort {one}? Is it a toy? A vehicle?',
    'I have to sort {plural}. What kind of thing is that?',
  ],
  answer: ['{one} is {a kind}.', '{one} is a kind of {kind}.'],
  brief: ['{a kind}.', '{a kind}!'],
  more: ['Can you think of another?', 'There are others, too.'],
});

const part = attributeItem(things, {
  attribute: 'part',
  ask: [
    'What parts does {one} have?',
    'Name a part of {one}.',
    'What {do} {plural} have?',
    'Tell me a part that {one} has.',
    'I want to draw {one}. What should I not forget?',
    'What do you see when you look closely at {one}?',
    'What belongs to {one}?',
    'If I build {one}, which part does it need?',
    'Which part {do} {plural} have?',
    'Do you know a part of {one}?',
  ],
  answer: ['{one} has {part}.', '{plural} {have} {part}.'],
  brief: ['{part}.', '{part}!'],
  more: ['Look closely and you see it.', 'Do not forget it when you draw one.'],
});

const isMaterial = claimItem(things, {
  attribute: 'material',
  ask: [
    '{are} {plural} made of {asked}?',
    'Is {one} made of {asked}?',
    'Can {one} be made of {asked}?',
    'Is it true that {one} is made of {asked}?',
    'I think that {plural} {are} made of {asked}. Am I right?',
    'Yes or no: {one} is made of {asked}.',
    'Do people make {plural} of {asked}?',
    '{plural} {are} made of {asked}, right?',
    'Would you use {asked} to make {one}?',
  ],
  answer: [
    '{verdict}, {one} {can} be made of {asked}. {correction}',
    '{verdict}. People {make} {plural} of {asked}.',
  ],
  brief: ['{verdict}.', '{verdict}!'],
  words: { can: ['can', 'should not'], make: ['make', 'do not make'] },
  correction: 'It is made of {material}.',
});

const isUse = claimItem(things, {
  attribute: 'use',
  ask: [
    'Do you use {one} to {asked}?',
    'Do people use {plural} to {asked}?',
    'Is {one} the right thing to {asked}?',
    'Do I need {one} to {asked}?',
    'Is it true that people use {one} to {asked}?',
    'Would you take {one} to {asked}?',
    'I think that {plural} {are} there to {asked}. Am I right?',
    'Yes or no: you use {one} to {asked}.',
    'Should I get {one} if I want to {asked}?',
  ],
  answer: [
    '{verdict}, you {use_} {one} to {asked}. {correction}',
    '{verdict}. You {use_} {one} to {asked}.',
  ],
  brief: ['{verdict}.', '{verdict}!'],
  words: { use_: ['can use', 'do not use'] },
  correction: 'You use it to {use}.',
});

const isTouch = claimItem(things, {
  attribute: 'touch',
  ask: [
    '{are} {plural} {asked}?',
    'Is {one} {asked}?',
    'Is it true that {one} is {asked}?',
    'Does {one} feel {asked}?',
    'I think that {one} feels {asked}. Am I right?',
    'Yes or no: {one} is {asked}.',
    '{one} is {asked}, right?',
    'Would you say that {plural} {are} {asked}?',
    'If I touch {one}, is it {asked}?',
  ],
  answer: ['{verdict}, {one} {is} {asked}. {correction}', '{verdict}. {one} {is} {asked}.'],
  brief: ['{verdict}.', '{verdict}, it {is}.'],
  words: { is: ['is', 'is not'] },
  correction: 'It is {touch}.',
});

const isKind = claimItem(things, {
  attribute: 'kind',
  ask: [
    'Is {one} {a asked}?',
    'Would you call {one} {a asked}?',
    'Is it true that {one} is {a asked}?',
    'I think that {one} is {a asked}. Am I right?',
    'Yes or no: {one} is {a asked}.',
    '{one} is {a asked}, right?',
    'Does {one} count as {a asked}?',
    'Tell me if {one} is {a asked}.',
  ],
  answer: ['{verdict}, {one} {is} {a asked}. {correction}', '{verdict}. {one} {is} {a asked}.'],
  brief: ['{verdict}.', '{verdict}, it {is}.'],
  words: { is: ['is', 'is not'] },
  correction: 'It is {a kind}.',
});

const withUse = reverseItem(things, {
  attribute: 'use',
  weight: 2,
  ask: [
    'What do you use to {asked}?',
    'What do I need to {asked}?',
    'I want to {asked}. What do I need?',
    'Which thing helps you to {asked}?',
    'What is used to {asked}?',
    'Name a thing that people use to {asked}.',
    'Tell me what people use to {asked}.',
    'What is the word for a thing that is used to {asked}?',
    'What do you call a thing that helps to {asked}?',
    'My sister wants to {asked}. What should I give her?',
    'How can I {asked}? Which thing do I need?',
  ],
  answer: ['You use {one} to {asked}.', '{one} is used to {asked}.', 'You need {one}.'],
  brief: ['{one}.', '{one}!'],
  more: ['Then it is easy.', 'That will help.'],
});

const ofMaterial = reverseItem(things, {
  attribute: 'material',
  ask: [
    'Name a thing that is made of {asked}.',
    'What is made of {asked}?',
    'What can be made of {asked}?',
    'Tell me a thing made of {asked}.',
    'Which thing is made of {asked}?',
    'What do people make of {asked}?',
    'Give me an example of a thing made of {asked}.',
    'I have some {asked}. What could I make?',
    'Can you think of a thing made of {asked}?',
    'What things at home are made of {asked}?',
  ],
  answer: ['{one} can be made of {asked}.', '{plural} {are} often made of {asked}.'],
  brief: ['{one}.', '{one}!'],
  more: ['There are others, too.', 'Look around and you find more.'],
});

const inRoom = reverseItem(things, {
  attribute: 'room',
  ask: [
    'Name a thing that people keep {asked}.',
    'What do people keep {asked}?',
    'Which thing would you find {asked}?',
    'Tell me a thing that belongs {asked}.',
    'What could I see {asked} at home?',
    'What do you keep {asked}?',
    'I look around {asked}. What could I see?',
    'Give me an example of a thing that is kept {asked}.',
    'Which things are kept {asked}?',
  ],
  answer: ['You can find {one} {asked}.', 'People keep {plural} {asked}.'],
  brief: ['{one}.', '{one}!'],
  more: ['There are others, too.', 'Look around and you find more.'],
});

const ofKind = reverseItem(things, {
  attribute: 'kind',
  ask: [
    'Name {a asked}.',
    'Tell me the name of {a asked}.',
    'Give me an example of {a asked}.',
    'Can you think of {a asked}?',
    'What is an example of {a asked}?',
    'Do you know {a asked}?',
    'Which thing is {a asked}?',
    'I am looking for the name of {a asked}.',
  ],
  answer: ['{one} is {a asked}.', 'One example is {one}.'],
  brief: ['{one}.', '{one}!'],
  more: ['There are others, too.', 'Can you think of another?'],
});

const whichOfTwo = choiceItem(things, {
  attribute: 'use',
  naming: 'one',
  ask: [
    'What do you use to {asked}, {left} or {right}?',
    'I want to {asked}. Should I take {left} or {right}?',
    'Which is better to {asked}, {left} or {right}?',
    'Which one helps to {asked}: {left} or {right}?',
    'If I want to {asked}, do I need {left} or {right}?',
    'Which would you take to {asked}, {left} or {right}?',
  ],
  answer: ['You use {one} to {asked}.', 'Take {one}.'],
  brief: ['{one}.', '{one}!'],
});

export const thingFacts: Topic = {
  skill: 'thing facts',
  weight: 8,
  tone: 'fact',
  items: [
    ...withFollowUps(things, [
      {
        item: use,
        about: 'use',
        pronoun: [
          'And what is it for?',
          'What can I do with it?',
          'What do people use it for?',
          'Why do people need it?',
          'And what do you do with it?',
          'When would I need it?',
        ],
      },
      {
        item: material,
        about: 'material',
        pronoun: [
          'And what is it made of?',
          'Which material is it made from?',
          'What do people make it of?',
          'Okay. And the material?',
          'Out of what is it made?',
        ],
      },
      {
        item: room,
        pronoun: [
          'And where do people keep it?',
          'Where should I put it?',
          'Where would I look for it?',
          'Where in the house is it?',
          'And where do you keep it?',
          'Where does it belong?',
        ],
      },
      {
        item: touch,
        about: 'touch',
        pronoun: [
          'Does it feel hard or soft?',
          'And is it hard or soft?',
          'How does it feel in your hands?',
          'What is it like to touch?',
          'And how does it feel when I touch it?',
        ],
      },
      {
        item: size,
        pronoun: [
          'And how big is it?',
          'Is it big or small?',
          'What size is it?',
          'How large is it?',
          'And its size?',
        ],
      },
      {
        item: kind,
        about: 'kind',
        pronoun: [
          'What kind of thing is it?',
          'And what sort of thing is it?',
          'What type of object is that?',
          'So what kind of thing is it?',
          'To which group of things does it belong?',
        ],
      },
      {
        item: part,
        pronoun: [
          'And what parts does it have?',
          'Name a part of it.',
          'Which part does it have?',
          'What should I not forget when I draw it?',
          'What do you see on it?',
        ],
      },
      {
        item: isMaterial,
        about: 'material',
        pronoun: [
          'Is it made of {asked}?',
          'Can it be made of {asked}?',
          'And is it made of {asked}?',
          'It is made of {asked}, right?',
          'Do people make it of {asked}?',
        ],
      },
      {
        item: isUse,
        about: 'use',
        pronoun: [
          'Do you use it to {asked}?',
          'And do I need it to {asked}?',
          'Is it there to {asked}?',
          'Can I use it to {asked}?',
          'You use it to {asked}, right?',
        ],
      },
      {
        item: isTouch,
        about: 'touch',
        pronoun: [
          'Is it {asked}?',
          'And is it {asked}?',
          'Does it feel {asked}?',
          'It feels {asked}, right?',
          'Is it {asked} when I touch it?',
        ],
      },
      {
        item: isKind,
        about: 'kind',
        pronoun: [
          'Is it {a asked}?',
          'So is it {a asked}?',
          'Would you call it {a asked}?',
          'It is {a asked}, right?',
          'And is it {a asked}?',
        ],
      },
    ]),
    withUse,
    ofMaterial,
    inRoom,
    ofKind,
    whichOfTwo,
  ],
};
