// What the page offers to say in an empty chat; the world that the models know has written it.
export { starterPrompts } from '../world/prompts';
