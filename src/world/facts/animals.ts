// Animals: what they look like, eat and do. A teacher may add a row; see table.ts for the form.
import { readTable } from './table';

export const animals = readTable(
  'animal',
  `
  name     | plural    | class  | sound | food   | home    | color  | size   | legs  | baby  | cover    | flies | swims
  dog      | dogs      | mammal | bark  | meat   | a house | brown  | medium | four  | puppy | fur      | no    | yes
  cat      | cats      | mammal | meow  | fish   | a house | black  | small  | four  | kitten | fur     | no    | no
  duck     | ducks     | bird   | quack | seeds  | a pond  | brown  | small  | two   | duckling | feathers | yes | yes
  `,
);
