import {CheckoutError, internalError} from '../../core/error.ts';

declare const __BUILD_ID__: string;

/** Identifies the build; empty in a build for bundlers, which has no one-file build beside it. */
export const buildId = typeof __BUILD_ID__ === 'undefined' ? '' : __BUILD_ID__;
const baseUrl = buildId ? import.meta.url : '';
/** Modules whose files were gone. */
const missing = new Set<string>();
let attempts = 0;

/**
 * Loads a module; if its file does not arrive, takes the module from the one-file build of the same build.
 * @param name of the module in the one-file build
 * @throws {CheckoutError} `network`, or `internal_error` if the page is online and the file is gone
 */
export async function loadModule<Module>(name: string, importModule: () => Promise<Module>): Promise<Module> {
  try {
    return await importModule();
  } catch (cause) {
    try {
      return await importFromOneFile(name);
    } catch {
      const message = 'A file of the widget could not be loaded.';
      if (!(await isOnline())) throw new CheckoutError('network', message, {cause});
      // Logged once, although the module may be requested many times.
      if (missing.has(name)) throw new CheckoutError('internal_error', message, {cause});
      missing.add(name);
      throw internalError(message, cause);
    }
  }
}

/** Imports with another query each time, because browsers remember a module that failed to load by its URL. */
async function importFromOneFile<Module>(name: string): Promise<Module> {
  if (!buildId) throw new Error('No single-file build.');
  attempts += 1;
  const file = `monime-checkout.one.js?${buildId}-${attempts}`;
  const oneFile = await import(/* @vite-ignore */ new URL(file, baseUrl).href);
  if (oneFile.buildId !== buildId) throw new Error('Another build.');
  return oneFile.modules[name]();
}

/** Whether the page's own server answers, with whatever status. */
async function isOnline(): Promise<boolean> {
  return (
    navigator.onLine &&
    fetch(location.href, {method: 'HEAD', cache: 'no-store'}).then(
      () => true,
      () => false,
    )
  );
}
