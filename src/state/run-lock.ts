// Which tab a run belongs to while it goes on or waits in an engine: a Web Lock per run, which the browser frees when
// the tab closes or crashes. Where there are no Web Locks every tab may take every run.

export type ReleaseLock = () => void;

/** Takes the run for this tab; null when another tab has it. */
export function takeRun(runId: string): Promise<ReleaseLock | null> {
  return request(runId, { ifAvailable: true });
}

/** Waits until no other tab has the run, then takes it. */
export async function waitForRun(runId: string): Promise<ReleaseLock> {
  return (await request(runId, {}))!;
}

function request(runId: string, options: LockOptions): Promise<ReleaseLock | null> {
  if (!navigator.locks) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`rlhf-playground run ${runId}`, options, (lock) => {
        if (!lock) return resolve(null);
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(reject);
  });
}
