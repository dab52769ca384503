import {sanitize} from './sanitize.ts';

/** An error must be fixed; a warning should be considered. */
export type Level = 'error' | 'warning';

/** The part of a finding that does not depend on the endpoint. */
export interface FindingText {
  level: Level;
  title: string;
  why: string;
  /** How to fix it. */
  fix: string;
}

export interface Finding extends FindingText {
  code: string;
  /** What the endpoint did, without secrets. */
  seen: string;
  /** The matching section of this package's documentation. */
  see: string;
}

export type FindingTexts = Readonly<Record<string, FindingText>>;

/** Returns a function that creates findings of one table from a code and what was observed. */
export function findingFactory<Code extends string>(texts: Readonly<Record<Code, FindingText>>) {
  return (code: Code, seen: string): Finding => {
    const {level, title, why, fix} = texts[code];
    return {code, level, title, seen: sanitize(seen), why, fix, see: `monime-checkout/docs/doctor.md#${code}`};
  };
}
