// What the journeys do in the app, by the names that people and screen readers know. Holds no expectations about
// results: those belong to the journeys.
import { expect, type Locator, type Page } from '@playwright/test';

export type Room = 'Chat' | 'Demonstrate' | 'Rank' | 'Reward' | 'Train' | 'Compare' | 'Data';
export const rooms: Room[] = ['Chat', 'Demonstrate', 'Rank', 'Reward', 'Train', 'Compare', 'Data'];

export class App {
  readonly engine: Locator;
  readonly message: Locator;
  readonly conversation: Locator;
  readonly demonstrations: Locator;
  readonly rankings: Locator;
  readonly samples: Locator;
  readonly votes: Locator;
  readonly rewardModel: Locator;
  readonly metricRows: Locator;
  /** Errors that the page did not catch. */
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    this.engine = page.getByRole('status', { name: 'Engine' });
    this.message = page.getByRole('textbox', { name: 'Message' });
    this.conversation = page.getByRole('log', { name: 'Conversation', exact: true });
    this.demonstrations = page.getByRole('status', { name: 'Demonstrations' });
    this.rankings = page.getByRole('status', { name: 'Rankings' });
    this.samples = page.getByRole('group', { name: 'Samples' });
    this.votes = page.getByRole('status', { name: 'Votes' });
    this.rewardModel = page.getByRole('status', { name: 'Reward model' });
    this.metricRows = page.getByRole('table', { name: 'Metrics' }).locator('tbody tr');
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  /** Opens the app with settings in the link and waits until the engine is ready. */
  async start(settings: Record<string, string | number> = {}): Promise<void> {
    const query = new URLSearchParams(
      Object.entries(settings).map(([name, value]) => [name, String(value)]),
    );
    await this.page.goto(`./?${query.toString()}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.engine).toContainText('ready', { timeout: 90_000 });
  }

  async open(room: Room): Promise<void> {
    await this.page.getByRole('link', { name: room, exact: true }).click();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  sample(number: number): Locator {
    return this.samples.getByRole('button', { name: `Sample ${number}`, exact: true });
  }

  /** Sends a message and waits for the whole reply; returns its text. */
  async chat(text: string, waitMs = 60_000): Promise<string> {
    const turns = this.conversation.getByRole('article');
    const before = await turns.count();
    await this.message.fill(text);
    await this.button('Send').click();
    await expect(turns).toHaveCount(before + 2, { timeout: waitMs });
    await expect(this.button('Rank alternatives').last()).toBeEnabled({ timeout: waitMs });
    return turns.last().innerText();
  }

  /** Writes a demonstration and adds it, in Demonstrate. */
  async demonstrate(prompt: string, reply: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
    await this.page.getByRole('textbox', { name: 'Reply' }).fill(reply);
    await this.page.getByRole('button', { name: 'Add demonstration' }).click();
  }

  /** Waits until this prompt's samples have finished and can be judged. */
  async judgeable(waitMs = 60_000): Promise<void> {
    await expect(this.sample(1)).toBeEnabled({ timeout: waitMs });
    await expect(this.button('All bad')).toBeEnabled({ timeout: waitMs });
  }

  /** The number that the Rankings status starts with. */
  async rankingCount(): Promise<number> {
    return Number.parseInt((await this.rankings.innerText()).trim(), 10);
  }

  async labelAutomatically(count: number, waitMs = 180_000): Promise<void> {
    const before = await this.rankingCount();
    await this.button('Label automatically').click();
    await expect
      .poll(() => this.rankingCount(), { timeout: waitMs })
      .toBeGreaterThanOrEqual(before + count);
    await expect(this.button('Label automatically')).toBeEnabled({ timeout: waitMs });
  }

  /** Waits until both replies of the arena are whole and can be judged. */
  async comparable(waitMs = 60_000): Promise<void> {
    await expect(this.button('Tie')).toBeEnabled({ timeout: waitMs });
  }

  /** The number that the Votes status starts with. */
  async voteCount(): Promise<number> {
    return Number.parseInt((await this.votes.innerText()).trim(), 10);
  }

  async trainRewardModel(waitMs = 180_000): Promise<string> {
    await this.button('Train reward model').click();
    await expect(this.rewardModel).toContainText(/trained/, { timeout: waitMs });
    return this.rewardModel.innerText();
  }

  /** From nothing to a run that has begun: rankings by a simulated labeler, a reward model, Start. */
  async teachAndStart(settings: Record<string, string | number>, rankings: number): Promise<void> {
    await this.start(settings);
    await this.open('Rank');
    await this.labelAutomatically(rankings);
    await this.open('Reward');
    await this.trainRewardModel();
    await this.open('Train');
    await this.button('Start').click();
  }

  /** Values of one column of the Metrics table, by TRL's name, oldest first. */
  async metric(name: string): Promise<number[]> {
    const table = this.page.getByRole('table', { name: 'Metrics' });
    const headers = await table.getByRole('columnheader').allInnerTexts();
    const column = headers.findIndex((text) => text.split(/\s+/).includes(name));
    if (column < 0) throw new Error(`No column ${name} among: ${headers.join(' | ')}`);
    const rows = await this.metricRows.all();
    const values = await Promise.all(
      rows.map(async (row) => {
        const cells = await row.locator('th,td').allInnerTexts();
        return { iteration: Number(cells[0]), value: Number(cells[column]!.replace('−', '-')) };
      }),
    );
    return values.sort((a, b) => a.iteration - b.iteration).map(({ value }) => value);
  }
}
