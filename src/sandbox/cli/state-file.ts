import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {orFail} from './fail.ts';

/** Changes within this time are written together. */
const WRITE_DELAY_MS = 100;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The file that stores the sessions. Writes are atomic: a temporary file is renamed. */
export class StateFile {
  readonly #path: string;
  #unwritten: string | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Reads the file; undefined if it does not exist.
   * @throws {Error} if the file exists but cannot be read
   */
  read(): string | undefined {
    try {
      return readFileSync(this.#path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Schedules a write. Exits the program if it fails. */
  save(text: string): void {
    if (this.#unwritten === null) setTimeout(() => orFail(() => this.write()), WRITE_DELAY_MS).unref();
    this.#unwritten = text;
  }

  /**
   * Writes pending changes immediately.
   * @throws {Error} if the file cannot be written
   */
  write(): void {
    if (this.#unwritten === null) return;
    const next = `${this.#path}.next`;
    writeFileSync(next, this.#unwritten);
    renameSync(next, this.#path);
    this.#unwritten = null;
  }
}
