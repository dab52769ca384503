import {isDataSaverOn} from '../dom/data-saver.ts';
import {html, nothing, type TemplateResult} from 'lit';
import type {CheckoutSession} from '../../core/session.ts';
import {isRefreshing, sessionOf, type State} from '../../core/state.ts';
import type {Language} from '../locales/language.ts';
import {skeletonView} from './skeleton.ts';
import {type StatusActions, statusView} from './status.ts';
import {summaryView} from './summary.ts';

export interface OrderModel {
  state: State;
  language: Language;
  /** Whether the texts are still on their way. */
  isPending: boolean;
  /** Milliseconds to pay in; null where it is not known. */
  timeLeft: number | null;
  /** How many items there is room for. */
  rows: number;
  /** Whether all items are shown. */
  isOpen: boolean;
  toggle(): void;
  /** What is said inside the browser of an app. */
  inApp(session: CheckoutSession): TemplateResult | typeof nothing;
  actions: StatusActions;
}

/** The customer asks for little data. */
function summaryOf(state: State, {language, rows, isOpen, toggle}: OrderModel): TemplateResult | typeof nothing {
  const session = sessionOf(state);
  if (session) return summaryView(session, language, {rows, isOpen, toggle, isPlain: isDataSaverOn()});
  return state.phase === 'loading' || state.phase === 'presenting'
    ? skeletonView(rows, language.strings.stillLoading)
    : nothing;
}

/** Without its texts nothing is said: what stands there moves only once, to its place. */
function shownState({state, isPending}: OrderModel): State {
  if (isPending && state.phase !== 'idle') return {phase: 'loading', session: null, resumed: false};
  const session = sessionOf(state);
  return session && isRefreshing(state) ? {phase: 'ready', session, note: null} : state;
}

/** The order, what is going on with it, and what to do next. */
export function orderView(model: OrderModel): TemplateResult {
  const {language, timeLeft, inApp, actions} = model;
  const state = shownState(model);
  const isPaid = state.phase === 'settled' && state.outcome === 'completed';
  return html`${summaryOf(state, model)}
    <div class="place" part="place"></div>
    ${statusView(state, language, timeLeft, actions)} ${state.phase === 'ready' ? inApp(state.session) : nothing}
    ${state.phase === 'idle' || state.phase === 'failed' ? html`<slot></slot>` : nothing}
    <slot name="completed" ?hidden=${!isPaid}></slot>`;
}
