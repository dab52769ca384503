/** What the playground's form says; empty texts are left out. */
export interface PlaygroundModel {
  mode: string;
  theme: string;
  lang: string;
  dir: string;
  items: string;
  allowedHosts: string;
  preload: string;
  disabled: boolean;
  draftLanguages: boolean;
  /** Text of the slot. */
  merchant: string;
  /** Custom properties, without `--monime-checkout-`. */
  properties: Record<string, string>;
}

export type Stack = 'html' | 'react' | 'vue' | 'svelte' | 'angular';

export function attributesOf(model: PlaygroundModel): [name: string, value: string | true][];
export function printCode(stack: Stack, model: PlaygroundModel): string;
export function printCss(model: Pick<PlaygroundModel, 'properties'>): string;
