import type {Phase} from 'monime-checkout';

/** What the endpoint of a state does when it is asked. */
export type Answer =
  /** A session in the words of the package or of a provider; paths in it become URLs of the gallery. */
  | {session: Readonly<Record<string, unknown>>}
  | {status: number; body: string; headers?: Readonly<Record<string, string>>}
  /** `late` lets the customer wait, `broken` breaks the connection off. */
  | {fault: 'late' | 'broken'};

/** What the page does by itself, without a click, once the element is in phase `at`. */
type Step =
  | {at: Phase; call: 'open' | 'close'}
  /** A return page speaks, or another tab: as messages do, over the channel of this origin. */
  | {at: Phase; hear: 'success' | 'cancel' | 'elsewhere'}
  /** Presses what matches in the element or its dialog. */
  | {at: Phase; press: string};

/** What stands in the element. */
export type Content = 'link' | 'merchant' | 'logo' | 'completed';

export type Group = 'order' | 'outcome' | 'note' | 'error' | 'idle' | 'look' | 'surface';

/** One state of the element, drawn by the element itself from what an endpoint answers. */
export interface GalleryState {
  /** For URLs: `/gallery/state/NAME`. */
  name: string;
  title: string;
  group: Group;
  /** Beside `session-id`, `endpoint` and `allowed-hosts`, which the page sets; `session-id` here wins. */
  attributes?: Readonly<Record<string, string>>;
  content?: readonly Content[];
  /** Custom properties that the merchant sets. */
  style?: Readonly<Record<string, string>>;
  /** The first read is answered with the first, the next with the next, and so on with the last; none: no session. */
  answers: readonly Answer[];
  /** What `createSession` does, where the element has one. */
  createSession?: 'answers' | 'fails' | 'hangs';
  /** Events whose default the page prevents. */
  prevent?: readonly string[];
  steps?: readonly Step[];
  /** The element is there when it is in this phase and … */
  phase: Phase;
  /** … this can be found in the element or its dialog. */
  shows?: string;
  /** The wait after which a confirmation is overdue is left out: only the page's clock is told so. */
  hurried?: boolean;
  /** The browser blocks windows, as it does without a click; browsers under test may not. */
  blocked?: boolean;
  /** Higher than a screen. */
  tall?: boolean;
  /** Does not rest by itself: only the press of the pay button brings the surface, as it needs a person's click. */
  gesture?: boolean;
}

/** Id of the session of a state. */
export function sessionIdOf({name}: Pick<GalleryState, 'name'>): string {
  return `scs-${name}`;
}

type Draft = Omit<GalleryState, 'group' | 'phase'> & {phase?: Phase};

/** States of one group, in one phase unless they say otherwise. */
export function group(name: Group, phase: Phase, drafts: readonly Draft[]): GalleryState[] {
  return drafts.map((draft) => ({group: name, phase, ...draft}));
}

/** What the groups are called. */
export const groups: Readonly<Record<Group, string>> = {
  order: 'The order',
  outcome: 'How it ends',
  note: 'Not paid yet',
  error: 'What goes wrong',
  idle: 'Before there is a session',
  look: 'Looks',
  surface: 'The way to the payment page',
};
