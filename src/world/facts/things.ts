// Everyday things: what they are for, made of, where they are kept. A teacher may add a row; see table.ts for the form.
// A cell may hold several right values, split by `/`: the first is told, the others count as right, too.
import { readTableOfMany } from './question-kinds';

export const things = readTableOfMany(
  'thing',
  `
  name       | plural       | kind               | material                   | use                          | room                           | touch     | size         | part
  hammer     | hammers      | tool               | metal/wood/rubber          | hit nails                    | in the garage                  | hard      | small        | a handle
  saw        | saws         | tool               | metal/wood                 | cut wood                     | in the garage                  | hard      | small/medium | a handle/teeth
  nail       | nails        | -                  | metal                      | hold wood together           | in the garage                  | hard      | tiny         | -
  rake       | rakes        | tool               | metal/wood/plastic         | gather leaves                | in the garage/in the garden    | hard      | medium       | a handle/teeth
  shovel     | shovels      | tool               | metal/wood/plastic         | dig holes                    | in the garage/in the garden    | hard      | medium       | a handle
  bucket     | buckets      | container          | plastic/metal/wood         | carry water                  | in the garage/in the garden/in the bathroom | hard      | medium       | a handle
  ladder     | ladders      | tool               | metal/wood/plastic         | climb up high                | in the garage/in the garden    | hard      | big          | steps/legs
  broom      | brooms       | tool               | wood/plastic/metal         | sweep the floor              | in the kitchen/in the garage   | -         | medium       | a handle
  spoon      | spoons       | tool               | metal/wood/plastic         | eat soup                     | in the kitchen                 | hard      | small        | a handle
  fork       | forks        | tool               | metal/wood/plastic         | pick up food                 | in the kitchen                 | hard      | small        | a handle/teeth
  cup        | cups         | dish/container     | clay/plastic/paper/glass/metal/wood | drink tea                    | in the kitchen                 | hard      | small        | a handle
  plate      | plates       | dish               | clay/plastic/paper/glass/metal/wood | serve food                   | in the kitchen                 | hard      | small        | -
  bowl       | bowls        | dish/container     | clay/plastic/glass/metal/wood/paper | hold soup/serve food         | in the kitchen                 | hard      | small        | -
  pot        | pots         | container          | metal/clay/glass           | cook soup                    | in the kitchen                 | hard      | small/medium | a lid/a handle/legs
  bottle     | bottles      | container          | plastic/glass/metal        | hold juice/carry water       | in the kitchen                 | hard      | small        | a lid/a handle
  jar        | jars         | container          | glass/plastic/clay         | store jam                    | in the kitchen                 | hard      | small        | a lid/a handle
  oven       | ovens        | machine            | metal/glass                | bake cakes                   | in the kitchen                 | hard      | big          | a door/buttons/a handle/a light
  fridge     | fridges      | machine            | metal/plastic/glass        | keep food cold               | in the kitchen                 | hard      | big          | a door/a handle/a light/buttons
  sponge     | sponges      | tool               | -                          | wash dishes                  | in the kitchen/in the bathroom | soft      | small        | -
  towel      | towels       | -                  | cloth                      | dry wet hands                | in the bathroom/in the kitchen | soft      | -            | -
  soap       | =            | -                  | -                          | wash hands                   | in the bathroom/in the kitchen | -         | -            | -
  toothbrush | toothbrushes | tool               | plastic/wood               | brush teeth                  | in the bathroom                | -         | small        | a handle/a battery
  comb       | combs        | tool               | plastic/wood/metal         | comb hair                    | in the bathroom/in the bedroom | hard      | small        | teeth/a handle
  mirror     | mirrors      | -                  | glass/metal                | see a reflection             | in the bathroom/in the bedroom/in the living room | hard      | -            | -
  bathtub    | bathtubs     | -                  | metal/plastic/stone        | take a bath                  | in the bathroom                | hard      | big          | -
  bed        | beds         | piece of furniture | wood/metal/cloth           | sleep                        | in the bedroom                 | soft      | big          | legs/wheels
  pillow     | pillows      | -                  | cloth                      | rest the head                | in the bedroom/in the living room | soft      | medium       | -
  blanket    | blankets     | -                  | cloth/wool                 | keep warm in bed             | in the bedroom/in the living room | soft      | -            | -
  wardrobe   | wardrobes    | piece of furniture | wood/metal/plastic/glass/cloth | store clothes                | in the bedroom                 | hard      | big          | a door/legs/a handle/wheels/buttons
  clock      | clocks       | machine            | plastic/metal/wood         | know the time                | in the living room/in the bedroom/in the kitchen/in the hallway | hard      | small/medium | hands/buttons/a battery/a light
  sofa       | sofas        | piece of furniture | cloth/leather/wood/metal   | sit with friends             | in the living room             | soft      | big          | legs/wheels
  chair      | chairs       | piece of furniture | wood/plastic/metal/cloth/leather | sit at a table               | in the kitchen/in the living room/in the bedroom/in the garden | hard      | medium       | legs/wheels
  table      | tables       | piece of furniture | wood/glass/metal/plastic/stone | put plates on                | in the kitchen/in the living room/in the garden | hard      | big          | legs/wheels
  bookcase   | bookcases    | piece of furniture | wood/metal/glass/plastic   | store books                  | in the living room/in the bedroom | hard      | big          | -
  lamp       | lamps        | light              | metal/glass/plastic/cloth/paper/wood | light up a room              | in the living room/in the bedroom/in the kitchen | hard      | -            | -
  candle     | candles      | light              | wax                        | light up a cake              | in the living room/in the kitchen | -         | small        | -
  flashlight | flashlights  | light              | plastic/metal/glass        | see in the dark              | in the garage/in the hallway   | hard      | small        | buttons/a battery/a handle/a light
  piano      | pianos       | musical instrument | wood/metal                 | make music                   | in the living room             | hard      | big          | keys/strings/legs/a lid/wheels
  guitar     | guitars      | musical instrument | wood/metal/plastic         | make music                   | in the living room/in the bedroom | hard      | medium       | strings
  flute      | flutes       | musical instrument | wood/metal/plastic         | make music                   | -                              | hard      | small        | -
  ball       | balls        | toy                | rubber/plastic/leather/cloth | play catch                   | -                              | -         | small/medium | -
  doll       | dolls        | toy                | plastic/cloth/wood/wool    | play house                   | in the bedroom                 | -         | small        | legs/hands
  teddy      | teddies      | toy                | cloth/wool                 | cuddle                       | in the bedroom                 | soft      | small        | legs
  kite       | kites        | toy                | paper/cloth/plastic        | play in the wind             | in the garage                  | -         | medium       | strings
  puzzle     | puzzles      | toy                | paper/wood/plastic         | make a picture out of pieces | in the bedroom/in the living room | -         | -            | -
  book       | books        | -                  | paper                      | read stories                 | in the living room/in the bedroom/in a school bag | -         | small        | pages
  notebook   | notebooks    | -                  | paper                      | write down ideas             | in a school bag                | -         | small        | pages
  pencil     | pencils      | tool               | wood                       | draw pictures/write down ideas | in a school bag                | hard      | small        | -
  ruler      | rulers       | tool               | wood/plastic/metal         | draw straight lines          | in a school bag                | hard      | small        | -
  eraser     | erasers      | tool               | rubber/plastic             | rub out mistakes             | in a school bag                | soft      | tiny         | -
  glue       | =            | -                  | -                          | stick paper together         | in a school bag                | -         | -            | -
  backpack   | backpacks    | container          | cloth/leather/plastic      | carry school books           | in the hallway/in the bedroom  | soft      | medium       | a zipper/a handle/buttons
  suitcase   | suitcases    | container          | plastic/cloth/leather/metal | pack for a trip              | -                              | hard/soft | medium       | a handle/wheels/a zipper/buttons/legs
  umbrella   | umbrellas    | -                  | cloth/plastic/metal/wood/paper | stay dry in the rain         | in the hallway                 | -         | -            | a handle/buttons
  key        | keys         | -                  | metal/plastic              | open a lock                  | in the hallway                 | hard      | tiny         | teeth
  needle     | needles      | tool               | metal                      | sew clothes                  | -                              | hard      | tiny         | -
  button     | buttons      | -                  | plastic/wood/metal/glass   | close a shirt                | -                              | hard      | tiny         | -
  coat       | coats        | piece of clothing  | cloth/wool/leather/plastic | keep warm outside            | in the hallway                 | soft      | medium       | buttons/a zipper
  scarf      | scarves      | piece of clothing  | wool/cloth                 | keep the neck warm           | in the hallway                 | soft      | -            | -
  glove      | gloves       | piece of clothing  | wool/leather/cloth/rubber/plastic | keep the hands warm          | in the hallway                 | soft      | small        | -
  sock       | socks        | piece of clothing  | cloth/wool                 | keep the feet warm           | in the bedroom                 | soft      | small        | -
  boot       | boots        | piece of clothing  | rubber/leather/plastic/cloth | walk through puddles         | in the hallway                 | -         | small        | a zipper/buttons
  bicycle    | bicycles     | vehicle            | metal/rubber               | ride to school               | in the garage                  | hard      | big          | wheels/a light/a handle/a battery
  car        | cars         | vehicle            | metal/plastic/glass/rubber | drive to the city            | in the garage                  | hard      | huge         | wheels/a door/a light/a battery/a handle
  truck      | trucks       | vehicle            | metal/plastic/glass/rubber | carry heavy things           | -                              | hard      | huge         | wheels/a door/a light/a battery/a handle
  train      | trains       | vehicle            | metal/plastic/glass/wood   | travel on rails              | -                              | hard      | huge         | wheels/a door/a light/a battery/buttons
  airplane   | airplanes    | vehicle            | metal/plastic/glass/rubber | fly over the clouds          | -                              | hard      | huge         | wings/wheels/a door/a light/a battery/buttons
  boat       | boats        | vehicle            | wood/metal/plastic/rubber  | cross a lake                 | -                              | hard      | big          | -
  washer     | washers      | machine            | metal/plastic/glass        | wash clothes                 | in the bathroom                | hard      | big          | a door/buttons/a light/a handle
  vacuum     | vacuums      | machine            | plastic/metal              | clean the carpet             | in the hallway                 | hard      | medium       | buttons/wheels/a handle/a light/a battery
  telephone  | telephones   | machine            | plastic/metal/glass        | talk to people far away      | in the living room/in the hallway | hard      | small        | buttons/a battery/a light/a handle
  radio      | radios       | machine            | plastic/metal/wood         | hear the news                | in the kitchen/in the living room | hard      | small        | buttons/a battery/a handle/a light
  `,
);
