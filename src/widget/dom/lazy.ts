import {withTimeout} from '../../core/with-timeout.ts';
import {loadModule} from './load-module.ts';

/** How long a module may take to load; the same limit as for a response. */
export const MODULE_TIMEOUT_MS = 10_000;

/** A module that is loaded on demand, once. */
export class Lazy<Module extends object> {
  /** The module; null until it is loaded. */
  value: Module | null = null;
  #import: () => Promise<Module>;
  #name: string;
  #loading: Promise<Module> | null = null;

  /** @param name of the module in the one-file build */
  constructor(name: string, importModule: () => Promise<Module>) {
    this.#name = name;
    this.#import = importModule;
  }

  /**
   * Loads the module. Later calls share the same promise; after a failure the next call tries again.
   * @throws {CheckoutError} `network`, `timeout`, or `internal_error` if the file is gone
   */
  load(): Promise<Module> {
    this.#loading ??= this.#start();
    return this.#loading;
  }

  async #start(): Promise<Module> {
    try {
      const loading = loadModule(this.#name, this.#import);
      this.value = await withTimeout(loading, MODULE_TIMEOUT_MS, 'A file of the widget did not load in time.');
      return this.value;
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }
}
