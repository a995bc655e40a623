// Animals: what they look like, say, eat and do. A teacher may add a row; see table.ts for the form. `alsoTrue` holds
// what is right besides the table's cell, so that it is neither taken for a mistake nor told as a lie.
import { readTable, type Entity } from './table';

const table = readTable(
  'animal',
  `
  name        | plural        | class      | sound    | food    | home              | color           | size   | legs  | baby        | cover    | flies | swims
  dog         | dogs          | mammal     | woof     | meat    | in a house        | brown           | medium | four  | puppy       | fur      | no    | yes
  cat         | cats          | mammal     | meow     | mice    | in a house        | gray            | small  | four  | kitten      | fur      | no    | -
  hamster     | hamsters      | mammal     | squeak   | seeds   | in a house        | golden          | small  | four  | pup         | fur      | no    | -
  mouse       | mice          | mammal     | squeak   | seeds   | in a burrow       | gray            | small  | four  | pup         | fur      | no    | -
  rat         | rats          | mammal     | squeak   | seeds   | in the city       | gray            | small  | four  | pup         | fur      | no    | yes
  rabbit      | rabbits       | mammal     | -        | grass   | in a burrow       | brown           | small  | four  | bunny       | fur      | no    | -
  cow         | cows          | mammal     | moo      | grass   | on a farm         | black-and-white | big    | four  | calf        | fur      | no    | -
  horse       | horses        | mammal     | neigh    | grass   | on a farm         | brown           | big    | four  | foal        | fur      | no    | yes
  donkey      | donkeys       | mammal     | hee-haw  | grass   | on a farm         | gray            | big    | four  | foal        | fur      | no    | -
  sheep       | sheep         | mammal     | baa      | grass   | on a farm         | white           | medium | four  | lamb        | wool     | no    | -
  goat        | goats         | mammal     | baa      | leaves  | on a farm         | white           | medium | four  | kid         | fur      | no    | -
  pig         | pigs          | mammal     | oink     | corn    | on a farm         | pink            | medium | four  | piglet      | bare skin | no    | yes
  llama       | llamas        | mammal     | hum      | grass   | in the mountains  | white           | big    | four  | -           | wool     | no    | -
  fox         | foxes         | mammal     | -        | mice    | in the forest     | orange          | medium | four  | cub         | fur      | no    | -
  wolf        | wolves        | mammal     | howl     | meat    | in the forest     | gray            | medium | four  | pup         | fur      | no    | yes
  bear        | bears         | mammal     | growl    | fish    | in the forest     | brown           | big    | four  | cub         | fur      | no    | yes
  polar bear  | polar bears   | mammal     | growl    | meat    | in the snow       | white           | big    | four  | cub         | fur      | no    | yes
  panda       | pandas        | mammal     | -        | bamboo  | in the mountains  | black-and-white | big    | four  | cub         | fur      | no    | -
  deer        | deer          | mammal     | -        | grass   | in the forest     | brown           | big    | four  | fawn        | fur      | no    | yes
  moose       | moose         | mammal     | -        | leaves  | in the forest     | brown           | big    | four  | calf        | fur      | no    | yes
  squirrel    | squirrels     | mammal     | -        | nuts    | in the forest     | red             | small  | four  | -           | fur      | no    | -
  chipmunk    | chipmunks     | mammal     | -        | nuts    | in the forest     | brown           | small  | four  | -           | fur      | no    | -
  hedgehog    | hedgehogs     | mammal     | -        | insects | in the garden     | brown           | small  | four  | -           | spines   | no    | -
  raccoon     | raccoons      | mammal     | -        | fruit   | in the forest     | gray            | small  | four  | cub         | fur      | no    | yes
  skunk       | skunks        | mammal     | -        | insects | in the forest     | black-and-white | small  | four  | kit         | fur      | no    | -
  beaver      | beavers       | mammal     | -        | wood    | in a river        | brown           | medium | four  | kit         | fur      | no    | yes
  otter       | otters        | mammal     | -        | fish    | in a river        | brown           | medium | four  | pup         | fur      | no    | yes
  mole        | moles         | mammal     | -        | worms   | under the ground  | black           | small  | four  | pup         | fur      | no    | -
  bat         | bats          | mammal     | squeak   | insects | in a cave         | brown           | small  | -     | pup         | fur      | yes   | -
  lion        | lions         | mammal     | roar     | meat    | in the grasslands | golden          | big    | four  | cub         | fur      | no    | -
  tiger       | tigers        | mammal     | roar     | meat    | in the jungle     | orange          | big    | four  | cub         | fur      | no    | yes
  leopard     | leopards      | mammal     | growl    | meat    | in the grasslands | yellow          | big    | four  | cub         | fur      | no    | -
  cheetah     | cheetahs      | mammal     | -        | meat    | in the grasslands | yellow          | medium | four  | cub         | fur      | no    | -
  elephant    | elephants     | mammal     | trumpet  | leaves  | in the grasslands | gray            | huge   | four  | calf        | bare skin | no    | yes
  giraffe     | giraffes      | mammal     | -        | leaves  | in the grasslands | yellow          | huge   | four  | calf        | fur      | no    | no
  zebra       | zebras        | mammal     | -        | grass   | in the grasslands | black-and-white | big    | four  | foal        | fur      | no    | -
  rhino       | rhinos        | mammal     | -        | grass   | in the grasslands | gray            | huge   | four  | calf        | bare skin | no    | -
  hippo       | hippos        | mammal     | -        | grass   | in a river        | gray            | huge   | four  | calf        | bare skin | no    | -
  monkey      | monkeys       | mammal     | ooh-ooh  | fruit   | in the jungle     | brown           | small  | -     | infant      | fur      | no    | -
  gorilla     | gorillas      | mammal     | -        | leaves  | in the jungle     | black           | big    | -     | infant      | fur      | no    | no
  sloth       | sloths        | mammal     | -        | leaves  | in the jungle     | brown           | small  | -     | -           | fur      | no    | yes
  koala       | koalas        | mammal     | -        | leaves  | in the forest     | gray            | small  | -     | joey        | fur      | no    | -
  kangaroo    | kangaroos     | mammal     | -        | grass   | in the grasslands | brown           | big    | -     | joey        | fur      | no    | -
  camel       | camels        | mammal     | -        | plants  | in the desert     | brown           | big    | four  | calf        | fur      | no    | -
  whale       | whales        | mammal     | -        | krill   | in the sea        | blue            | huge   | no    | calf        | bare skin | no    | yes
  dolphin     | dolphins      | mammal     | click    | fish    | in the sea        | gray            | big    | no    | calf        | bare skin | no    | yes
  seal        | seals         | mammal     | -        | fish    | in the sea        | gray            | big    | -     | pup         | fur      | no    | yes
  walrus      | walruses      | mammal     | -        | clams   | in the sea        | brown           | big    | -     | calf        | bare skin | no    | yes
  chicken     | chickens      | bird       | cluck    | corn    | on a farm         | white           | small  | two   | chick       | feathers | -     | no
  turkey      | turkeys       | bird       | gobble   | corn    | on a farm         | brown           | medium | two   | -           | feathers | -     | -
  duck        | ducks         | bird       | quack    | plants  | in a pond         | brown           | small  | two   | duckling    | feathers | yes   | yes
  goose       | geese         | bird       | honk     | grass   | on a farm         | white           | medium | two   | gosling     | feathers | yes   | yes
  swan        | swans         | bird       | -        | plants  | in a pond         | white           | medium | two   | cygnet      | feathers | yes   | yes
  owl         | owls          | bird       | hoot     | mice    | in the forest     | brown           | small  | two   | owlet       | feathers | yes   | -
  eagle       | eagles        | bird       | -        | fish    | in the mountains  | brown           | medium | two   | eaglet      | feathers | yes   | -
  crow        | crows         | bird       | caw      | worms   | in the city       | black           | small  | two   | chick       | feathers | yes   | no
  sparrow     | sparrows      | bird       | tweet    | seeds   | in the garden     | brown           | small  | two   | chick       | feathers | yes   | no
  robin       | robins        | bird       | tweet    | worms   | in the garden     | red             | small  | two   | chick       | feathers | yes   | no
  pigeon      | pigeons       | bird       | coo      | seeds   | in the city       | gray            | small  | two   | chick       | feathers | yes   | no
  seagull     | seagulls      | bird       | -        | fish    | by the sea        | white           | small  | two   | chick       | feathers | yes   | yes
  parrot      | parrots       | bird       | -        | fruit   | in the jungle     | green           | small  | two   | chick       | feathers | yes   | no
  woodpecker  | woodpeckers   | bird       | -        | insects | in the forest     | black-and-white | small  | two   | chick       | feathers | yes   | no
  hummingbird | hummingbirds  | bird       | hum      | nectar  | in the garden     | green           | tiny   | two   | chick       | feathers | yes   | no
  flamingo    | flamingos     | bird       | honk     | shrimp  | in a lake         | pink            | medium | two   | chick       | feathers | yes   | -
  peacock     | peacocks      | bird       | -        | seeds   | in the forest     | blue            | medium | two   | chick       | feathers | -     | -
  ostrich     | ostriches     | bird       | -        | plants  | in the grasslands | black-and-white | big    | two   | chick       | feathers | no    | -
  penguin     | penguins      | bird       | -        | fish    | in the snow       | black-and-white | medium | two   | chick       | feathers | no    | yes
  shark       | sharks        | fish       | -        | fish    | in the sea        | gray            | big    | no    | pup         | bare skin | no    | yes
  salmon      | salmon        | fish       | -        | insects | in a river        | gray            | medium | no    | fry         | scales   | no    | yes
  goldfish    | goldfish      | fish       | -        | plants  | in a pond         | orange          | small  | no    | fry         | scales   | no    | yes
  seahorse    | seahorses     | fish       | -        | shrimp  | in the sea        | yellow          | small  | no    | fry         | -        | no    | yes
  frog        | frogs         | amphibian  | croak    | insects | in a pond         | green           | small  | four  | tadpole     | bare skin | no    | yes
  toad        | toads         | amphibian  | croak    | insects | in the garden     | brown           | small  | four  | tadpole     | bare skin | no    | yes
  snake       | snakes        | reptile    | hiss     | mice    | in the desert     | green           | medium | no    | hatchling   | scales   | no    | -
  lizard      | lizards       | reptile    | -        | insects | in the desert     | green           | small  | four  | hatchling   | scales   | no    | -
  crocodile   | crocodiles    | reptile    | -        | meat    | in a river        | green           | big    | four  | hatchling   | scales   | no    | yes
  turtle      | turtles       | reptile    | -        | plants  | in a pond         | green           | small  | four  | hatchling   | a shell  | no    | yes
  bee         | bees          | insect     | buzz     | nectar  | in a hive         | yellow          | tiny   | six   | larva       | -        | yes   | no
  fly         | flies         | insect     | buzz     | fruit   | in the city       | black           | tiny   | six   | larva       | -        | yes   | no
  mosquito    | mosquitoes    | insect     | buzz     | nectar  | in a swamp        | gray            | tiny   | six   | larva       | -        | yes   | no
  butterfly   | butterflies   | insect     | -        | nectar  | in the garden     | -               | tiny   | six   | caterpillar | -        | yes   | no
  moth        | moths         | insect     | -        | nectar  | in the garden     | brown           | tiny   | six   | caterpillar | -        | yes   | no
  ladybug     | ladybugs      | insect     | -        | insects | in the garden     | red             | tiny   | six   | larva       | -        | yes   | no
  dragonfly   | dragonflies   | insect     | -        | insects | in a swamp        | blue            | tiny   | six   | larva       | -        | yes   | no
  cricket     | crickets      | insect     | chirp    | plants  | in the grasslands | brown           | tiny   | six   | -           | -        | -     | -
  grasshopper | grasshoppers  | insect     | chirp    | grass   | in the grasslands | green           | tiny   | six   | -           | -        | -     | -
  ant         | ants          | insect     | -        | seeds   | under the ground  | black           | tiny   | six   | larva       | -        | -     | -
  spider      | spiders       | arachnid   | -        | insects | in a web          | black           | tiny   | eight | spiderling  | -        | no    | -
  scorpion    | scorpions     | arachnid   | -        | insects | in the desert     | black           | small  | eight | -           | -        | no    | no
  crab        | crabs         | crustacean | -        | algae   | by the sea        | red             | small  | ten   | larva       | a shell  | no    | -
  lobster     | lobsters      | crustacean | -        | fish    | in the sea        | brown           | small  | ten   | larva       | a shell  | no    | -
  snail       | snails        | mollusk    | -        | leaves  | in the garden     | brown           | tiny   | no    | hatchling   | a shell  | no    | no
  octopus     | octopuses     | mollusk    | -        | crabs   | in the sea        | red             | medium | -     | hatchling   | bare skin | no    | yes
  `,
);

/** What is true as well: an animal and a column, then more right values. */
const alsoTrue = `
  dog.food: fish | dog.color: black white golden gray yellow | dog.size: small big | dog.sound: growl howl
  cat.food: fish meat insects | cat.color: black white orange brown black-and-white golden | cat.sound: hiss
  cat.home: in the city, on a farm | dog.home: in the city, on a farm
  hamster.food: nuts fruit insects plants corn grass | hamster.color: brown white gray orange | hamster.home: in a burrow, in the desert, under the ground, in the grasslands
  mouse.food: nuts fruit insects plants corn grass | mouse.color: brown white black | mouse.size: tiny | mouse.home: in a house, in the city, on a farm, in the garden, in the forest, in the grasslands, under the ground
  rat.food: nuts fruit insects plants corn meat fish | rat.color: brown white black | rat.home: in a burrow, in a house, on a farm, under the ground
  rabbit.food: leaves plants | rabbit.color: white gray black | rabbit.home: on a farm, in the garden, in the grasslands, in the forest, under the ground, in a house | rabbit.baby: kit
  cow.food: plants corn leaves | cow.color: brown black white red | cow.home: in the grasslands
  horse.food: plants corn leaves fruit | horse.color: black white gray red golden black-and-white | horse.home: in the grasslands
  donkey.food: plants corn leaves | donkey.color: brown black white
  sheep.food: plants leaves corn | sheep.color: black brown gray | sheep.home: in the grasslands, in the mountains | sheep.cover: hair fur
  goat.food: grass plants corn fruit | goat.color: brown black gray black-and-white | goat.home: in the mountains | goat.cover: hair
  pig.food: plants fruit nuts grass worms insects meat leaves seeds | pig.color: black brown white black-and-white | pig.cover: hair | pig.size: big
  llama.food: plants leaves | llama.color: brown black gray | llama.cover: fur hair | llama.home: on a farm, in the grasslands | llama.size: medium
  fox.food: meat fruit insects worms | fox.color: red brown gray white | fox.home: in a burrow, in the city, in the grasslands, under the ground, in the garden, in the snow, in the desert, in the mountains | fox.baby: kit pup | fox.size: small
  wolf.food: mice fish | wolf.color: white black brown | wolf.home: in the mountains, in the snow, in the grasslands | wolf.sound: growl | wolf.size: big | wolf.baby: cub
  bear.food: meat fruit nuts plants insects grass leaves | bear.color: black golden | bear.sound: roar | bear.home: in the mountains, in a cave, in the snow | bear.size: huge
  polar bear.food: fish | polar bear.sound: roar | polar bear.home: by the sea, in the sea | polar bear.size: huge | polar bear.color: yellow
  panda.food: plants leaves | panda.home: in the forest | panda.color: black white
  deer.food: leaves plants nuts corn fruit | deer.home: in the grasslands, in the mountains | deer.color: red gray | deer.size: medium
  moose.food: plants grass wood | moose.home: in a swamp, in the snow | moose.size: huge | moose.color: black gray
  squirrel.food: seeds fruit insects plants | squirrel.color: brown gray black | squirrel.home: in the city, in the garden
  chipmunk.food: seeds fruit insects plants | chipmunk.color: red | chipmunk.home: in a burrow, in the garden, under the ground | chipmunk.size: tiny
  hedgehog.food: worms fruit | hedgehog.home: in the forest, in the grasslands | hedgehog.color: gray | hedgehog.cover: fur
  raccoon.food: fish insects nuts corn meat mice worms crabs plants | raccoon.home: in the city, in the garden | raccoon.size: medium | raccoon.baby: kit | raccoon.color: brown black
  skunk.food: fruit mice worms plants meat nuts | skunk.home: in a burrow, in the grasslands, in the city, under the ground, in the garden | skunk.color: black
  beaver.food: plants leaves | beaver.home: in a pond, in a lake, in the forest, in a swamp | beaver.size: small
  otter.food: crabs clams meat | otter.home: in the sea, in a lake, by the sea, in a pond, in a swamp | otter.size: small
  mole.food: insects | mole.home: in the garden, in a burrow, in the grasslands | mole.color: gray brown
  bat.food: fruit nectar | bat.home: in the forest, in the jungle, in the city, in a house | bat.color: black gray | bat.size: tiny | bat.cover: hair
  lion.color: yellow brown orange | lion.sound: growl | lion.size: huge
  tiger.home: in the forest, in the grasslands, in a swamp, in the snow | tiger.color: golden yellow | tiger.sound: growl | tiger.size: huge
  leopard.home: in the jungle, in the forest, in the mountains | leopard.color: golden orange | leopard.sound: roar | leopard.size: medium
  cheetah.color: golden orange brown | cheetah.size: big
  elephant.food: grass plants fruit wood | elephant.home: in the jungle, in the forest | elephant.color: brown | elephant.cover: hair
  giraffe.food: plants | giraffe.color: brown orange golden | giraffe.cover: hair
  zebra.food: plants leaves | zebra.color: black white | zebra.cover: hair
  rhino.food: plants leaves | rhino.color: black white brown
  hippo.food: plants | hippo.home: in a lake, in a swamp, in the grasslands | hippo.color: brown black pink
  monkey.food: leaves nuts insects plants seeds | monkey.home: in the forest | monkey.color: black gray golden yellow | monkey.cover: hair | monkey.size: medium
  gorilla.food: plants fruit bamboo insects | gorilla.home: in the forest, in the mountains | gorilla.color: gray | gorilla.cover: hair | gorilla.size: huge
  sloth.food: plants fruit | sloth.home: in the forest | sloth.color: gray green | sloth.cover: hair | sloth.size: medium
  koala.food: plants | koala.size: medium | koala.color: white brown
  kangaroo.food: plants leaves | kangaroo.home: in the desert, in the forest | kangaroo.color: red gray | kangaroo.size: medium
  camel.food: grass leaves | camel.color: yellow golden | camel.cover: hair wool | camel.size: huge
  whale.food: fish | whale.color: gray black | whale.cover: hair
  dolphin.color: blue black | dolphin.home: in a river
  seal.home: by the sea, in the snow | seal.color: brown black white | seal.cover: hair | seal.food: crabs krill | seal.size: huge medium
  walrus.home: by the sea, in the snow | walrus.color: gray pink | walrus.size: huge | walrus.food: crabs | walrus.cover: hair
  chicken.food: seeds insects worms grass plants | chicken.color: brown black red golden | chicken.home: in the garden
  turkey.food: seeds insects nuts grass plants fruit | turkey.color: black white | turkey.home: in the forest | turkey.size: big
  duck.food: seeds insects worms grass corn fish algae | duck.color: white green gray black | duck.home: in a lake, in a river, on a farm, in a swamp, in the city
  goose.food: plants seeds corn | goose.color: gray brown | goose.home: in a lake, in a pond, in a river, in the city | goose.size: big
  swan.food: grass algae | swan.home: in a lake, in a river | swan.size: big | swan.color: black gray
  owl.food: meat insects worms | owl.color: white gray | owl.home: on a farm, in a cave, in the snow, in the city, in the desert | owl.size: medium | owl.baby: chick
  eagle.food: meat mice | eagle.home: in the forest, by the sea | eagle.color: black golden black-and-white | eagle.baby: chick | eagle.size: big
  crow.food: seeds insects meat nuts corn fruit mice | crow.home: in the forest, on a farm, in the garden, in the grasslands, in the mountains
  sparrow.food: insects corn plants | sparrow.home: in the city, on a farm, in the grasslands | sparrow.color: gray | sparrow.size: tiny | sparrow.sound: chirp
  robin.food: insects fruit seeds | robin.home: in the forest, in the city | robin.color: brown orange gray | robin.size: tiny | robin.sound: chirp
  pigeon.food: corn plants | pigeon.home: on a farm, in the garden, in a house | pigeon.color: white brown blue | pigeon.baby: squab
  seagull.food: crabs meat worms insects clams | seagull.color: gray black-and-white | seagull.home: in the city, in the sea | seagull.size: medium
  parrot.food: seeds nuts plants nectar | parrot.color: red blue yellow gray white | parrot.home: in a house, in the forest
  woodpecker.food: nuts seeds worms fruit | woodpecker.color: black red green | woodpecker.home: in the garden
  hummingbird.food: insects | hummingbird.color: red blue | hummingbird.home: in the jungle, in the forest, in the mountains | hummingbird.size: small | hummingbird.sound: buzz chirp
  flamingo.food: algae | flamingo.home: by the sea, in a swamp | flamingo.color: orange white red | flamingo.size: big
  peacock.food: insects plants fruit | peacock.color: green | peacock.home: in the jungle, in the garden, on a farm
  ostrich.food: grass seeds insects leaves | ostrich.home: in the desert, on a farm | ostrich.color: black brown gray | ostrich.size: huge
  penguin.food: krill | penguin.home: by the sea, in the sea | penguin.color: black
  shark.food: meat crabs | shark.size: huge medium | shark.color: blue white brown black | shark.cover: scales
  salmon.food: shrimp fish krill | salmon.home: in the sea, in a lake | salmon.color: pink red orange | salmon.size: small big
  goldfish.food: insects algae shrimp worms | goldfish.home: in a house, in a lake, in a river | goldfish.color: golden red yellow white
  seahorse.color: orange brown red black | seahorse.food: krill | seahorse.size: tiny
  frog.food: worms | frog.color: brown yellow red | frog.home: in a lake, in a swamp, in a river, in the forest, in the jungle, in the garden | frog.size: tiny
  toad.food: worms | toad.color: green gray | toad.home: in a pond, in the forest, in a swamp, in a burrow, in the desert
  snake.food: meat insects eggs fish | snake.color: brown black red yellow orange | snake.home: in the jungle, in the forest, in the grasslands, in a swamp, in a burrow, in the mountains, under the ground | snake.size: small big
  lizard.food: plants leaves fruit worms | lizard.color: brown gray blue black | lizard.home: in the jungle, in the forest, in the garden, in the grasslands, in the mountains | lizard.size: tiny medium
  crocodile.food: fish | crocodile.home: in a swamp, in a lake | crocodile.color: brown gray black | crocodile.size: huge
  turtle.food: grass leaves insects worms fish algae fruit | turtle.home: in a lake, in the sea, in a river, in a swamp | turtle.color: brown black | turtle.size: medium | turtle.cover: scales
  bee.food: honey | bee.color: black golden brown orange | bee.home: in the garden, on a farm | bee.sound: hum
  fly.food: meat | fly.home: in a house, on a farm, in the garden | fly.color: gray blue green
  mosquito.home: in a pond, in a lake, in the jungle, in the forest | mosquito.color: black brown | mosquito.sound: hum
  moth.home: in the forest | moth.color: gray white
  butterfly.home: in the forest, in the jungle, in the grasslands | butterfly.food: fruit
  ladybug.home: on a farm, in the grasslands, in the forest | ladybug.color: orange yellow black
  dragonfly.home: in a pond, in a lake, in a river | dragonfly.color: green red | dragonfly.size: small
  cricket.food: leaves grass insects seeds fruit | cricket.home: in the garden, in the forest, in a burrow, in a house, in a cave | cricket.color: black green
  grasshopper.food: leaves plants corn | grasshopper.home: in the garden, on a farm | grasshopper.color: brown yellow
  ant.food: insects leaves fruit nectar meat plants | ant.home: in the forest, in the garden, in the city, in a house, in the desert, in the jungle | ant.color: red brown
  spider.home: in the garden, in a house, in the forest, in a burrow, in the jungle | spider.color: brown gray yellow | spider.size: small
  scorpion.color: brown yellow golden | scorpion.home: in a burrow, in the jungle, in a cave
  scorpion.food: mice | crab.food: fish clams shrimp worms plants meat | crab.home: in the sea | crab.color: blue brown orange green | crab.size: tiny medium
  lobster.food: crabs clams worms shrimp algae | lobster.color: red blue green black orange | lobster.size: medium | lobster.home: by the sea
  snail.food: plants grass fruit algae | snail.home: in the forest, in a pond, on a farm | snail.color: yellow gray | snail.size: small
  octopus.food: clams shrimp fish | octopus.color: orange brown pink | octopus.size: small big
`;

/** What one value says besides: who eats grass eats plants. */
const implied: Readonly<Record<string, readonly string[]>> = {
  grass: ['plants'],
  leaves: ['plants'],
  bamboo: ['plants'],
  mice: ['meat'],
  huge: ['big'],
  tiny: ['small'],
};

/** @throws Error when a line names no animal, or a column that this animal has not */
function withAlsoTrue(entities: readonly Entity[], text: string): Entity[] {
  const also = new Map<string, string[]>();
  for (const entry of text.split(/[|\n]/).map((part) => part.trim())) {
    if (entry === '') continue;
    const [pair, values] = entry.split(':').map((part) => part.trim());
    const split = pair!.endsWith('.home') ? values!.split(',') : values!.split(' ');
    also.set(pair!, [...(also.get(pair!) ?? []), ...split.map((value) => value.trim())]);
  }
  const extended = entities.map((entity) => {
    const attributes: Record<string, string> = { ...entity.attributes };
    for (const [column, value] of Object.entries(entity.attributes)) {
      const pair = `${entity.name}.${column}`;
      const right = [...(implied[value] ?? []), ...(also.get(pair) ?? [])];
      also.delete(pair);
      if (right.length > 0) attributes[`${column}Also`] = [...new Set(right)].join('/');
    }
    return { ...entity, attributes };
  });
  if (also.size > 0) throw new Error(`No such animal and column: ${[...also.keys()].join(', ')}.`);
  return extended;
}

export const animals = withAlsoTrue(table, alsoTrue);
