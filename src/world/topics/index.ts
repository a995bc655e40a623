// All topics of the world, in the order of the tests' reports. A new topic is a file beside this one and a line here.
import type { Topic } from '../topic';
import { animalFacts } from './animal-facts';
import { comparisons } from './comparisons';
import { recommendations } from './recommendations';
import { jobFacts } from './job-facts';
import { placeFacts } from './place-facts';
import { definitions } from './definitions';
import { foodFacts } from './food-facts';
import { thingFacts } from './thing-facts';
import { jokesTopic } from './jokes';
import { riddlesTopic } from './riddles';
import { stories } from './stories';
import { poems } from './poems';
import { aboutMe } from './about-me';
import { advice } from './advice';
import { feelings } from './feelings';
import { manners } from './manners';
import { refusal } from './refusal';
import { calendar } from './calendar';
import { counting } from './counting';
import { sums } from './sums';
import { smallTalk } from './small-talk';
import { opposites } from './opposites';
import { rhymes } from './rhymes';
import { spelling } from './spelling';
import { unknown } from './unknown';

export const topics: readonly Topic[] = [
  animalFacts,
  comparisons,
  foodFacts,
  thingFacts,
  definitions,
  placeFacts,
  jobFacts,
  sums,
  counting,
  calendar,
  recommendations,
  jokesTopic,
  riddlesTopic,
  stories,
  poems,
  smallTalk,
  aboutMe,
  feelings,
  advice,
  manners,
  refusal,
  opposites,
  rhymes,
  spelling,
  unknown,
];
