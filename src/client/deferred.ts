// A promise and the means to settle it. Knows no engine.

export class Deferred<Value> {
  readonly promise: Promise<Value>;
  settled = false;
  private settle!: (value: Value) => void;
  private fail!: (error: Error) => void;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
    });
    // Whoever waits hears of it; nobody may.
    this.promise.catch(() => {});
  }

  resolve(value: Value): void {
    this.settled = true;
    this.settle(value);
  }

  reject(error: Error): void {
    this.settled = true;
    this.fail(error);
  }
}
