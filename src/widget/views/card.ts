import {html, nothing, type TemplateResult} from 'lit';
import type {Phase} from '../../core/state.ts';
import type {LanguageTag} from '../locales/language.ts';

export interface CardModel {
  phase: Phase;
  /** Further classes: the surface that is open, and whether height is reserved. */
  classes: string;
  /** Language of the texts; undefined until they are loaded. */
  tag: LanguageTag | undefined;
  /** Runs when the page's styles have changed the colours. */
  onTransitionEnd?: (() => void) | undefined;
}

/** The card around its content. */
export function cardView(content: TemplateResult, {phase, classes, tag, onTransitionEnd}: CardModel): TemplateResult {
  return html`<div class="look card" part="card" @transitionend=${onTransitionEnd ?? nothing}>
    <div class="all ${phase} ${classes}" lang=${tag ?? nothing} aria-busy=${phase === 'loading'}>${content}</div>
  </div>`;
}
