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
  /** Whether the texts are still loading. */
  isPending: boolean;
  /** Milliseconds until the session expires; null if unknown. */
  timeLeft: number | null;
  /** How many items the skeleton has. */
  rows: number;
  /** Whether all items are shown. */
  isExpanded: boolean;
  /** Whether pictures are left out to save data. */
  isDataSaverOn: boolean;
  toggle(): void;
  /** The notice for in-app browsers; `nothing` in any other browser. */
  inAppNotice(session: CheckoutSession): TemplateResult | typeof nothing;
  actions: StatusActions;
}

function orderSummaryView(
  state: State,
  {language, rows, isExpanded, isDataSaverOn, toggle}: OrderModel,
): TemplateResult | typeof nothing {
  const session = sessionOf(state);
  if (session) return summaryView(session, language, {isExpanded, toggle, isDataSaverOn});
  return state.phase === 'loading' || state.phase === 'presenting'
    ? skeletonView(rows, language.strings.stillLoading)
    : nothing;
}

/** Shows the skeleton until the texts have loaded, so that the layout changes only once. */
function visibleState({state, isPending}: OrderModel): State {
  if (isPending && state.phase !== 'idle') return {phase: 'loading', session: null, resumed: false};
  const session = sessionOf(state);
  return session && isRefreshing(state) ? {phase: 'ready', session, note: null} : state;
}

/** The content of the card: the order, its status and the buttons. */
export function orderView(model: OrderModel): TemplateResult {
  const {language, timeLeft, inAppNotice, actions} = model;
  const state = visibleState(model);
  const isPaid = state.phase === 'settled' && state.outcome === 'completed';
  return html`${orderSummaryView(state, model)}
    <div class="place" part="place"></div>
    ${statusView(state, language, timeLeft, actions)} ${state.phase === 'ready' ? inAppNotice(state.session) : nothing}
    ${state.phase === 'idle' || state.phase === 'failed' ? html`<slot></slot>` : nothing}
    <slot name="changed" ?hidden=${state.phase !== 'ready' || state.note !== 'changed'}></slot>
    <slot name="completed" ?hidden=${!isPaid}></slot>`;
}
