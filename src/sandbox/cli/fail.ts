/** Prints an error message and exits with status 1. */
export function fail(message: string): never {
  process.stderr.write(`monime-checkout: ${message}\nTry monime-checkout sandbox --help\n`);
  process.exit(1);
}

/** Returns the result of `work`, or exits with its error message. */
export function orFail<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
