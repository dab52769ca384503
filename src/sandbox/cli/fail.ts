/** Ends the program with one line that says what to do. */
export function fail(message: string): never {
  process.stderr.write(`monime-checkout: ${message}\nTry monime-checkout sandbox --help\n`);
  process.exit(1);
}

/** Does the work, or ends the program with what was wrong. */
export function orFail<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
