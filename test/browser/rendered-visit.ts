import type {MonimeCheckoutElement} from '../../src/index.ts';
import {until} from './customer.ts';

declare global {
  interface Window {
    /** What the policy of a rendered page has refused. */
    violations?: string[];
    /** The held modules of the widget that have run. */
    arrived?: string[];
  }
}

/** A page with an order that a server has rendered, in a frame of its own. */
export interface Visit {
  frame: HTMLIFrameElement;
  page: Document;
  view: Window & typeof globalThis;
  element: MonimeCheckoutElement;
  root: ShadowRoot;
  /** Lets the script of the page arrive, or a module of the widget that is held. */
  release(part?: string): Promise<void>;
  /** Whether the payment page is there in place of the page. */
  hasLeft(): boolean;
  violations(): string[];
}

export interface VisitOptions {
  style?: 'inline' | 'linked';
  attributes?: Record<string, string>;
  /** The sandbox of the frame: without `allow-scripts`, scripts are off. */
  sandbox?: string;
  /** Modules of the widget that wait until they are released, beside the script. */
  held?: readonly string[];
  /** How many lines are above and below the order. Default: 0. */
  lines?: number;
  /** Whether a text field is before and after the order. Default: false. */
  hasFields?: boolean;
  /** Whether the widget is defined before the browser has the order. */
  isEarly?: boolean;
}

let number = 0;
const frames: HTMLIFrameElement[] = [];
afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

/** Opens the page and waits until the order is there; its script is still on its way. */
export async function visit(
  id: string,
  {
    style = 'inline',
    attributes = {},
    sandbox,
    held = [],
    lines = 0,
    hasFields = false,
    isEarly = false,
  }: VisitOptions = {},
): Promise<Visit> {
  const key = `${Date.now()}-${(number += 1)}`;
  const frame = document.createElement('iframe');
  frames.push(frame);
  Object.assign(frame.style, {position: 'fixed', inset: '0', inlineSize: '390px', blockSize: '560px', border: '0'});
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  const query = new URLSearchParams({
    session: id,
    key,
    style,
    attributes: JSON.stringify(attributes),
    held: held.join(),
    lines: String(lines),
    ...(hasFields && {hasFields: ''}),
    ...(isEarly && {isEarly: ''}),
  });
  frame.src = `/__rendered/page?${query}`;
  document.body.append(frame);
  const find = () =>
    frame.contentDocument?.querySelector('monime-checkout')?.shadowRoot?.querySelector('[part=note],.paid');
  await until(find);
  const {contentDocument: page, contentWindow} = frame;
  const element = page?.querySelector('monime-checkout');
  const view = page?.defaultView;
  const root = element?.shadowRoot;
  if (!page || !contentWindow || !view || !element || !root) throw new Error('The page has no order.');
  return {
    frame,
    page,
    view,
    element,
    root,
    release: async (part = 'script') =>
      void (await fetch(`/__rendered/release?${new URLSearchParams({key, part})}`, {method: 'POST'})),
    hasLeft: () => frame.contentDocument === null,
    violations: () => view.violations ?? [],
  };
}

/** Waits until the page has its style and fonts. */
export async function settled({page, root, view}: Visit): Promise<void> {
  const card = root.querySelector('.card');
  await until(() => card && view.getComputedStyle(card).display === 'block' && page.fonts.status === 'loaded');
  await until(() => card && view.getComputedStyle(card).borderTopWidth === '1px');
}

export const linkOf = ({root}: Visit) => root.querySelector<HTMLAnchorElement>('.actions a.primary');
export const buttonOf = ({root}: Visit) => root.querySelector<HTMLButtonElement>('.actions button.primary');

/** Where the middle of an element in the frame is for the mouse. */
export function middle({frame}: Visit, target: Element): [number, number] {
  const outer = frame.getBoundingClientRect();
  const {left, top, width, height} = target.getBoundingClientRect();
  return [Math.round(outer.left + left + width / 2), Math.round(outer.top + top + height / 2)];
}
