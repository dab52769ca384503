import {plain} from './plain.ts';

/** An error is to be mended; a warning is to be thought about. */
export type Level = 'error' | 'warning';

/** What is always the same about a finding. */
export interface FindingText {
  level: Level;
  title: string;
  why: string;
  mend: string;
}

export interface Finding extends FindingText {
  code: string;
  /** What the endpoint did, without secrets. */
  seen: string;
  /** The section of this package's documentation. */
  see: string;
}

export type FindingTexts = Readonly<Record<string, FindingText>>;

/** Makes findings of one table: by code, with what was seen. */
export function finder<Code extends string>(texts: Readonly<Record<Code, FindingText>>) {
  return (code: Code, seen: string): Finding => {
    const {level, title, why, mend} = texts[code];
    return {code, level, title, seen: plain(seen), why, mend, see: `monime-checkout/docs/doctor.md#${code}`};
  };
}
