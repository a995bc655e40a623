// Jobs: who works where, with what, and what for. A teacher may add a row; see table.ts for the form. A cell may hold
// several right values, split by `/`: the first is told, the others count as right, too.
import { readTableOfMany } from './question-kinds';

export const jobs = readTableOfMany(
  'job',
  `
  name           | plural          | works                    | tool                     | does                     | helps                    | wears
  doctor         | doctors         | in a hospital/at a desk  | a stethoscope/a thermometer/a pen/a computer/a needle | treats sick people       | sick people/children     | a white coat
  nurse          | nurses          | in a hospital/in a school | a thermometer/a stethoscope/a pen/a computer/a needle/scissors | cares for sick people/treats sick people | sick people/children     | a uniform
  teacher        | teachers        | in a school/at a desk    | a blackboard/a pen/a computer/a whistle | teaches children         | children                 | -
  firefighter    | firefighters    | at a fire station        | a hose/a radio/an air tank | puts out fires/keeps people safe | people in danger         | a helmet/a uniform/boots/gloves
  police officer | police officers | at a police station/at a desk | a radio/a whistle/a pen/a computer | keeps people safe        | people in danger/children | a uniform
  lifeguard      | lifeguards      | at the beach             | a whistle/a radio        | watches swimmers/keeps people safe | swimmers/people in danger/children | a swimsuit
  baker          | bakers          | in a bakery/in a kitchen | an oven/a pan/a tray/a broom | bakes bread              | hungry people            | an apron
  cook           | cooks           | in a kitchen/in a restaurant/in a school/in a hospital | a pan/an oven/a tray/a broom | makes meals/bakes bread/serves food | hungry people            | an apron
  waiter         | waiters         | in a restaurant/in a kitchen | a tray/a pen             | serves food              | hungry people            | an apron/a uniform
  farmer         | farmers         | on a farm                | a tractor/a broom/a rake/a hose/scissors/a steering wheel | grows food               | hungry people/animals    | boots/overalls/gloves
  fisherman      | fishermen       | on a boat                | a net/a steering wheel/a radio | catches fish             | hungry people            | boots/gloves
  gardener       | gardeners       | in a garden              | a rake/a broom/a hose/scissors | plants flowers           | -                        | gloves/boots
  vet            | vets            | in an animal clinic/on a farm/at a zoo | a stethoscope/a thermometer/a pen/a computer/a needle | treats sick animals      | animals                  | a white coat/gloves
  zookeeper      | zookeepers      | at a zoo                 | a broom/a hose           | feeds wild animals       | animals                  | boots/a uniform/gloves
  dentist        | dentists        | in a dental office       | a small mirror/a pen/a computer/a needle | takes care of teeth      | people with toothache/children | gloves/a white coat
  librarian      | librarians      | in a library/in a school/at a desk | a computer/a pen         | lends books              | readers/children         | -
  writer         | writers         | at a desk                | a pen/a computer         | writes books             | readers                  | -
  mail carrier   | mail carriers   | at a post office         | a mailbag/a pen          | brings letters           | -                        | a uniform
  bus driver     | bus drivers     | on a bus                 | a steering wheel/a radio | drives a bus             | travelers                | a uniform
  pilot          | pilots          | in a cockpit             | an airplane/a radio/a computer | flies airplanes          | travelers                | a uniform
  astronaut      | astronauts      | in space                 | a rocket/a computer/a radio/a camera/an air tank/a wrench | explores space/does experiments | scientists               | a space suit/a helmet/gloves
  scientist      | scientists      | in a laboratory/at a desk | a microscope/a computer/a thermometer/a pen/a camera | does experiments         | -                        | a white coat/gloves
  diver          | divers          | in the sea/on a boat     | an air tank/a camera     | explores the sea         | scientists               | a wetsuit
  builder        | builders        | on a building site/in a workshop | a hammer/a saw/a pen/a wrench | builds houses            | -                        | a helmet/gloves/boots/overalls
  carpenter      | carpenters      | in a workshop/on a building site | a saw/a hammer           | makes furniture          | -                        | gloves/overalls/an apron
  plumber        | plumbers        | in people's homes/on a building site | a wrench/a saw           | fixes pipes              | people with leaks        | overalls/gloves/boots
  mechanic       | mechanics       | in a garage/in a workshop | a wrench/a hammer        | repairs cars             | drivers/travelers        | overalls/gloves
  hairdresser    | hairdressers    | in a hair salon          | scissors/a small mirror/a broom/a brush | cuts hair                | -                        | an apron
  tailor         | tailors         | in a sewing shop         | a needle/scissors        | sews clothes             | -                        | -
  painter        | painters        | in a studio              | a brush                  | paints pictures          | -                        | an apron/overalls
  photographer   | photographers   | in a studio              | a camera/a computer/a pen | takes photos             | -                        | -
  singer         | singers         | on a stage/in a studio   | a microphone             | sings songs              | -                        | a costume
  actor          | actors          | on a stage               | a script/a microphone/a small mirror | plays roles/sings songs  | -                        | a costume
  clown          | clowns          | in a circus/on a stage   | juggling balls/a small mirror/a microphone | makes people laugh/sings songs/plays roles | -                        | a red nose/a costume
  `,
);
