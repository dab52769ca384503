import {until} from './customer.ts';
import {ARRIVALS} from './hands.ts';
import {createSession} from './merchant.ts';
import {buttonOf, linkOf, visit, type Visit} from './rendered-visit.ts';

/** The moment when everything has arrived. */
export const ALL = ARRIVALS.length;
/** When a customer may do something: how many of {@link ARRIVALS} have arrived. */
export const MOMENTS = [0, 1, 2, 3];
export const nameOf = (moment: number) => ['before the script', ...ARRIVALS.map((part) => `after ${part}`)][moment];

export interface Scene extends Visit {
  /** Of the payment page. */
  url: string | null;
  link: HTMLAnchorElement;
}

/** A page with an order whose widget arrives part by part. */
export async function enter(more = 0): Promise<Scene> {
  const {id, hostedUrl} = await createSession('monime', more);
  const visited = await visit(id, {attributes: {mode: 'modal'}, held: ARRIVALS, hasFields: true});
  const link = linkOf(visited);
  if (!link) throw new Error('There is no link.');
  // The top is the page of the tests.
  link.target = '_self';
  link.scrollIntoView({block: 'center'});
  return {...visited, url: hostedUrl, link};
}

/** Waits until the widget has replaced what the server has rendered. */
export async function taken(scene: Scene): Promise<HTMLButtonElement> {
  await until(() => buttonOf(scene) && scene.root.querySelectorAll('.card').length === 1);
  const button = buttonOf(scene);
  if (!button) throw new Error('There is no button.');
  return button;
}

export function moreIn({root}: Visit): HTMLButtonElement {
  const more = root.querySelector<HTMLButtonElement>('.more');
  if (!more) throw new Error('The list is not collapsed.');
  return more;
}
