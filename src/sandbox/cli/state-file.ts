import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {orFail} from './fail.ts';

/** Milliseconds in which changes are written together. */
const PAUSE = 100;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** A file that holds the sessions; written whole or not at all. */
export class StateFile {
  readonly #path: string;
  #unwritten: string | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws {Error} where the file is there and cannot be read */
  read(): string | undefined {
    try {
      return readFileSync(this.#path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Writes soon. */
  save(text: string): void {
    if (this.#unwritten === null) setTimeout(() => orFail(() => this.write()), PAUSE).unref();
    this.#unwritten = text;
  }

  /**
   * Writes now what is not yet written.
   * @throws {Error} where the file cannot be written
   */
  write(): void {
    if (this.#unwritten === null) return;
    const next = `${this.#path}.next`;
    writeFileSync(next, this.#unwritten);
    renameSync(next, this.#path);
    this.#unwritten = null;
  }
}
