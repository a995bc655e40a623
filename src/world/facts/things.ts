// Everyday things: what they are for, made of, where they are kept. A teacher may add a row; see table.ts for the form.
// A cell may hold several right values, split by `/`: the first is told, the others count as right, too.
import { readTableOfMany } from './question-kinds';

export const things = readTableOfMany(
  'thing',
  `
  name         | plural         | kind                | material                       | use                   | room                                   | touch     | size         | part
  hammer       | hammers        | tool                | metal/wood                     | hit nails             | in the garage                          | hard      | small        | a handle
  saw          | saws           | tool                | metal/wood                     | cut wood              | in the garage                          | hard      | small/medium | a handle/teeth
  nail         | nails          | -                   | metal                          | hold wood together    | in the garage                          | hard      | tiny         | -
  rake         | rakes          | tool                | metal/wood/plastic             | gather leaves         | in the garage/in the garden            | hard      | medium       | a handle/teeth
  shovel       | shovels        | tool                | metal/wood/plastic             | dig holes             | in the garage/in the garden            | hard      | medium       | a handle
  bucket       | buckets        | container           | plastic/metal/wood             | carry water           | in the garage/in the garden/in the bathroom | hard | medium       | a handle
  ladder       | ladders        | tool                | metal/wood                     | climb up high         | in the garage/in the garden            | hard      | big          | steps/legs
  broom        | brooms         | tool                | wood/plastic                   | sweep the floor       | in the kitchen/in the garage           | -         | medium       | a handle
  spoon        | spoons         | tool                | metal/wood/plastic             | eat soup              | in the kitchen                         | hard      | small        | a handle
  fork         | forks          | tool                | metal/wood/plastic             | pick up food          | in the kitchen                         | hard      | small        | a handle/teeth
  cup          | cups           | dish/container      | clay/plastic/paper/glass/metal | drink tea             | in the kitchen                         | hard      | small        | a handle
  plate        | plates         | dish                | clay/plastic/paper/glass/metal/wood | serve food       | in the kitchen                         | hard      | small        | -
  bowl         | bowls          | dish/container      | clay/plastic/glass/metal/wood/paper | hold soup/serve food | in the kitchen                     | hard      | small        | -
  pot          | pots           | container           | metal/clay/glass               | cook soup             | in the kitchen                         | hard      | small/medium | a lid/a handle
  bottle       | bottles        | container           | plastic/glass/metal            | hold juice/carry water | in the kitchen                        | hard      | small        | a lid
  jar          | jars           | container           | glass/plastic/clay             | store jam             | in the kitchen                         | hard      | small        | a lid
  oven         | ovens          | machine             | metal                          | bake cakes            | in the kitchen                         | hard      | big          | a door/buttons/a handle
  fridge       | fridges        | machine             | metal/plastic                  | keep food cold        | in the kitchen                         | hard      | big          | a door/a handle/a light
  sponge       | sponges        | tool                | -                              | wash dishes           | in the kitchen/in the bathroom         | soft      | small        | -
  towel        | towels         | -                   | cloth                          | dry your hands        | in the bathroom/in the kitchen         | soft      | -            | -
  soap         | =              | -                   | -                              | wash your hands       | in the bathroom/in the kitchen         | -         | -            | -
  toothbrush   | toothbrushes   | tool                | plastic/wood                   | brush your teeth      | in the bathroom                        | -         | small        | a handle
  comb         | combs          | tool                | plastic/wood/metal             | comb your hair        | in the bathroom/in the bedroom         | hard      | small        | teeth/a handle
  mirror       | mirrors        | -                   | glass                          | look at yourself      | in the bathroom/in the bedroom/in the living room | hard | -       | -
  bathtub      | bathtubs       | -                   | metal/plastic/stone            | take a bath           | in the bathroom                        | hard      | big          | -
  bed          | beds           | piece of furniture  | wood/metal                     | sleep                 | in the bedroom                         | soft      | big          | legs
  pillow       | pillows        | -                   | cloth                          | rest your head        | in the bedroom/in the living room      | soft      | medium       | -
  blanket      | blankets       | -                   | cloth/wool                     | keep warm in bed      | in the bedroom/in the living room      | soft      | -            | -
  wardrobe     | wardrobes      | piece of furniture  | wood/metal/plastic             | store clothes         | in the bedroom                         | hard      | big          | a door/legs/a handle
  alarm clock  | alarm clocks   | machine             | plastic/metal                  | wake up in time       | in the bedroom                         | hard      | small        | hands/buttons
  sofa         | sofas          | piece of furniture  | cloth/leather/wood             | sit with friends      | in the living room                     | soft      | big          | legs
  chair        | chairs         | piece of furniture  | wood/plastic/metal             | sit at a table        | in the kitchen/in the living room/in the bedroom/in the garden | hard | medium | legs
  table        | tables         | piece of furniture  | wood/glass/metal/plastic/stone | put plates on         | in the kitchen/in the living room/in the garden | hard | big       | legs
  bookcase     | bookcases      | piece of furniture  | wood/metal/glass               | store books           | in the living room/in the bedroom      | hard      | big          | -
  lamp         | lamps          | light               | metal/glass/plastic/cloth/paper | light up a room      | in the living room/in the bedroom/in the kitchen | hard | -         | -
  candle       | candles        | light               | wax                            | light up a cake       | in the living room/in the kitchen      | -         | small        | -
  flashlight   | flashlights    | light               | plastic/metal                  | see in the dark       | in the garage/in the hallway           | hard      | small        | buttons/a battery
  piano        | pianos         | musical instrument  | wood/metal                     | make music            | in the living room                     | hard      | big          | keys/strings/legs/a lid
  guitar       | guitars        | musical instrument  | wood                           | make music            | in the living room/in the bedroom      | hard      | medium       | strings
  drum         | drums          | musical instrument  | wood/metal/plastic             | make music            | -                                      | hard      | medium       | -
  ball         | balls          | toy                 | rubber/plastic/leather         | play catch            | -                                      | -         | small/medium | -
  doll         | dolls          | toy                 | plastic/cloth/wood             | play house            | in the bedroom                         | -         | small        | legs/hands
  teddy bear   | teddy bears    | toy                 | cloth                          | cuddle                | in the bedroom                         | soft      | small        | legs
  kite         | kites          | toy                 | paper/cloth/plastic            | play in the wind      | in the garage                          | -         | medium       | strings
  puzzle       | puzzles        | toy                 | paper/wood                     | make a picture out of pieces | in the bedroom/in the living room | -       | -            | -
  book         | books          | -                   | paper                          | read stories          | in the living room/in the bedroom/in a school bag | - | small        | pages
  notebook     | notebooks      | -                   | paper                          | write down ideas      | in a school bag                        | -         | small        | pages
  pencil       | pencils        | tool                | wood                           | draw pictures/write down ideas | in a school bag                | hard      | small        | -
  ruler        | rulers         | tool                | wood/plastic/metal             | draw straight lines   | in a school bag                        | hard      | small        | -
  eraser       | erasers        | tool                | rubber/plastic                 | rub out mistakes      | in a school bag                        | soft      | tiny         | -
  glue         | =              | -                   | -                              | stick paper together  | in a school bag                        | -         | -            | -
  backpack     | backpacks      | container           | cloth/leather/plastic          | carry school books    | in the hallway/in the bedroom          | soft      | medium       | a zipper
  suitcase     | suitcases      | container           | plastic/cloth/leather/metal    | pack for a trip       | -                                      | hard/soft | medium       | a handle/wheels/a zipper
  umbrella     | umbrellas      | -                   | cloth/plastic/metal            | stay dry in the rain  | in the hallway                         | -         | -            | a handle
  key          | keys           | -                   | metal                          | open a lock           | in the hallway                         | hard      | tiny         | teeth
  needle       | needles        | tool                | metal                          | sew clothes           | -                                      | hard      | tiny         | an eye
  button       | buttons        | -                   | plastic/wood/metal             | close a shirt         | -                                      | hard      | tiny         | -
  coat         | coats          | piece of clothing   | cloth/wool/leather             | keep warm outside     | in the hallway                         | soft      | medium       | buttons/a zipper
  scarf        | scarves        | piece of clothing   | wool/cloth                     | keep your neck warm   | in the hallway                         | soft      | -            | -
  glove        | gloves         | piece of clothing   | wool/leather/cloth/rubber      | keep your hands warm  | in the hallway                         | soft      | small        | -
  sock         | socks          | piece of clothing   | cloth/wool                     | keep your feet warm   | in the bedroom                         | soft      | small        | -
  boot         | boots          | piece of clothing   | rubber/leather                 | walk through puddles  | in the hallway                         | -         | small        | a zipper
  bicycle      | bicycles       | vehicle             | metal                          | ride to school        | in the garage                          | hard      | big          | wheels/a light
  car          | cars           | vehicle             | metal/plastic/glass            | drive to the city     | in the garage                          | hard      | huge         | wheels/a door/a light
  truck        | trucks         | vehicle             | metal/plastic/glass            | carry heavy things    | -                                      | hard      | huge         | wheels/a door/a light
  train        | trains         | vehicle             | metal/plastic/glass            | travel on rails       | -                                      | hard      | huge         | wheels/a door/a light
  airplane     | airplanes      | vehicle             | metal/plastic/glass            | fly over the clouds   | -                                      | hard      | huge         | wings/wheels/a door/a light
  boat         | boats          | vehicle             | wood/metal/plastic             | cross a lake          | -                                      | hard      | big          | -
  washing machine | washing machines | machine       | metal/plastic                  | wash clothes          | in the bathroom                        | hard      | big          | a door/buttons
  vacuum cleaner | vacuum cleaners | machine         | plastic/metal                  | clean the carpet      | in the hallway                         | hard      | medium       | buttons/wheels/a handle
  telephone    | telephones     | machine             | plastic/metal/glass            | talk to people far away | in the living room/in the hallway    | hard      | small        | buttons/a battery
  radio        | radios         | machine             | plastic/metal/wood             | hear the news         | in the kitchen/in the living room      | hard      | small        | buttons/a battery
  `,
);
