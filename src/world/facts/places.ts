// Places: what one finds and does there, and who works there. A teacher may add a row; see table.ts for the form. A
// cell may hold several right values, split by `/`. `at` says where one is: "in a library", "at the beach".
import { readTableOfMany } from './question-kinds';
import type { Entity } from './table';

const rows = readTableOfMany(
  'place',
  `
  name          | plural         | at                   | find                     | activity                  | side    | noise | worker        | bring
  library       | libraries      | in a library         | books/desks              | read stories/learn about knights | inside  | quiet | librarian     | a library card
  bookstore     | bookstores     | in a bookstore       | books                    | buy books/read stories   | inside  | quiet | bookseller    | money
  school        | schools        | in a school          | desks/books/toys/a stage | learn to write/read stories/learn about knights | inside  | loud  | teacher       | a backpack
  hospital      | hospitals      | in a hospital        | sick people/beds/machines/mirrors/a bed | get well/sleep           | inside  | quiet | doctor/nurse  | -
  park          | parks          | in a park            | benches/trees/flowers/ducks | have a picnic/go for a walk/fly a kite/exercise/plant seeds | outside | -     | gardener      | a picnic blanket/a ball
  beach         | beaches        | at the beach         | sand/shells/rocks/ships/cool water | collect shells/go swimming/have a picnic/fly a kite | outside | -     | lifeguard     | a towel/a swimsuit
  zoo           | zoos           | at the zoo           | wild animals/trees/benches/ducks/flowers/rocks | look at lions            | outside | loud  | zookeeper/vet | a camera
  farm          | farms          | on a farm            | cows/tractors/hay/hens/fruit/trees/flowers/tools/machines | feed the hens/plant seeds | outside | -     | farmer        | boots
  barn          | barns          | in a barn            | hay/cows/tractors/horses/tools/machines | pet a horse/feed the hens | inside  | -     | farmer        | boots
  kitchen       | kitchens       | in a kitchen         | pots/fruit/bread/tools   | cook dinner              | inside  | -     | cook          | an apron
  bakery        | bakeries       | in a bakery          | bread                    | buy bread                | inside  | -     | baker         | money
  grocery store | grocery stores | in a grocery store   | fruit/bread/shopping carts | buy food/buy bread       | inside  | loud  | cashier       | a shopping bag/money
  toy store     | toy stores     | in a toy store       | toys/dolls/books         | look at toys/buy books   | inside  | loud  | cashier       | money
  pet shop      | pet shops      | in a pet shop        | hamsters                 | buy pet food             | inside  | loud  | cashier       | money
  museum        | museums        | in a museum          | old paintings/benches    | look at art/learn about knights | inside  | quiet | guide         | a camera/a ticket
  castle        | castles        | in a castle          | towers/old paintings/a bed | learn about knights      | -       | -     | guide         | a camera/a ticket
  theater       | theaters       | in a theater         | a stage                  | watch a play             | inside  | -     | actor         | a ticket
  cinema        | cinemas        | in a cinema          | a big screen             | watch a movie            | inside  | loud  | -             | a ticket
  concert hall  | concert halls  | in a concert hall    | a stage/a big screen     | listen to music          | inside  | loud  | musician      | a ticket
  circus        | circuses       | at the circus        | clowns/a stage           | watch acrobats           | inside  | loud  | clown         | a ticket
  stadium       | stadiums       | in a stadium         | players/a big screen/fans | watch a game             | outside | loud  | coach         | a ticket
  gym           | gyms           | in a gym             | weights/machines/mirrors | exercise                 | inside  | loud  | coach         | a towel
  playground    | playgrounds    | on a playground      | slides/benches/sand/trees/toys | play on the swings       | outside | loud  | -             | a ball
  swimming pool | swimming pools | at the swimming pool | cool water/slides/benches | go swimming              | -       | loud  | lifeguard     | a swimsuit/a towel
  lake          | lakes          | at the lake          | ducks/fish/cool water/boats/trees/rocks/sand | row a boat/go swimming/have a picnic | outside | quiet | -             | a fishing rod/a swimsuit/a towel
  garden        | gardens        | in a garden          | flowers/trees/benches/fruit/tools/rocks | plant seeds/have a picnic | outside | quiet | gardener      | a watering can
  forest        | forests        | in a forest          | trees/flowers/rocks/wild animals/ducks | look for mushrooms/go for a walk/have a picnic/go hiking | outside | quiet | ranger        | a map/boots
  mountain      | mountains      | on a mountain        | rocks/snow/trees/flowers/wild animals | go hiking/have a picnic  | outside | quiet | guide/ranger  | a map/boots
  desert        | deserts        | in a desert          | sand/rocks/wild animals  | ride a camel               | outside | quiet | guide         | a sun hat
  campsite      | campsites      | at a campsite        | tents/trees/flowers/slides | sleep in a tent/go hiking/sleep/have a picnic/cook dinner | outside | quiet | ranger        | a sleeping bag/a flashlight/boots
  train station | train stations | at the train station | trains/benches/a bus sign | catch a train            | -       | loud  | conductor     | a ticket
  airport       | airports       | at the airport       | airplanes                | catch a plane            | inside  | loud  | pilot         | a suitcase/a ticket
  bus stop      | bus stops      | at the bus stop      | a bus sign/benches       | wait for the bus         | outside | loud  | -             | a ticket/money
  harbor        | harbors        | at the harbor        | ships/boats/fish/cool water | watch the ships          | outside | loud  | sailor        | a camera
  post office   | post offices   | in a post office     | stamps/desks             | mail a letter            | inside  | quiet | mail carrier  | a letter
  fire station  | fire stations  | at the fire station  | fire trucks/tools/a bed  | meet firefighters          | inside  | loud  | firefighter   | -
  restaurant    | restaurants    | in a restaurant      | menus/bread              | order a meal/cook dinner | inside  | loud  | waiter/cook   | money
  hair salon    | hair salons    | in a hair salon      | mirrors                  | get a haircut            | inside  | -     | hairdresser   | money
  workshop      | workshops      | in a workshop        | tools/machines           | build a birdhouse        | inside  | loud  | carpenter     | gloves
  factory       | factories      | in a factory         | machines/tools           | watch machines work      | inside  | loud  | -             | -
  bedroom       | bedrooms       | in a bedroom         | a bed/mirrors/toys/books | sleep/read stories       | inside  | quiet | -             | -
  bathroom      | bathrooms      | in a bathroom        | a bathtub/mirrors        | brush your teeth         | inside  | quiet | -             | a towel
  `,
);

/** Places; `place` is the name as in "to the beach". */
export const places: readonly Entity[] = rows.map((entity) => ({
  ...entity,
  attributes: { ...entity.attributes, place: entity.attributes.at!.replace(/^\w+ /, '') },
}));
