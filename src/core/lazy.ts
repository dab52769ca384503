import {asCheckoutError} from './error.ts';
import {withTimeout} from './with-timeout.ts';

/** How long a module may take to load; the same limit as for a response. */
export const MODULE_TIMEOUT_MS = 10_000;

/** A module that is loaded on demand, once. */
export class Lazy<Module extends object> {
  /** The module; null until it is loaded. */
  value: Module | null = null;
  #import: () => Promise<Module>;
  #loading: Promise<Module> | null = null;

  constructor(importModule: () => Promise<Module>) {
    this.#import = importModule;
  }

  /**
   * Loads the module. Later calls share the same promise; after a failure the next call tries again.
   * @throws {CheckoutError} `network` or `timeout`
   */
  load(): Promise<Module> {
    this.#loading ??= this.#start();
    return this.#loading;
  }

  async #start(): Promise<Module> {
    try {
      this.value = await withTimeout(this.#import(), MODULE_TIMEOUT_MS, 'A part of the widget did not load in time.');
      return this.value;
    } catch (error) {
      this.#loading = null;
      throw asCheckoutError(error);
    }
  }
}
