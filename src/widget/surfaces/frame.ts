import {parseUrl} from '../../core/hosted-url.ts';
import type {SurfaceOptions} from './surface.ts';

/** Milliseconds in which the hosted page must have loaded. */
const LOAD_LIMIT = 10_000;

const SANDBOX = [
  'allow-scripts',
  'allow-same-origin',
  'allow-forms',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-modals',
  'allow-top-navigation-by-user-activation',
].join(' ');

/** Makes the frame for a hosted page. Where it is put it has to stay: a frame that is moved loads anew. */
export function createFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.referrerPolicy = 'strict-origin';
  frame.allow = 'payment *; publickey-credentials-get *';
  frame.setAttribute('sandbox', SANDBOX);
  frame.setAttribute('part', 'frame');
  return frame;
}

/**
 * Watches a frame that was sent to the hosted page. What the provider refuses cannot be seen from outside (`load`
 * fires all the same); what this page's own policy refuses can, and so can a page that never loads.
 */
export function watchFrame(
  frame: HTMLIFrameElement,
  {onRefused, onNudge, signal}: Pick<SurfaceOptions, 'onRefused' | 'onNudge' | 'signal'>,
): void {
  if (!('loaded' in frame.dataset)) watchStart(frame, onRefused, signal);
  frame.addEventListener(
    'load',
    () => {
      // The first is the hosted page, with which nothing has happened yet.
      if ('loaded' in frame.dataset) onNudge();
      frame.dataset['loaded'] = '';
    },
    {signal},
  );
}

function watchStart(frame: HTMLIFrameElement, onRefused: SurfaceOptions['onRefused'], signal: AbortSignal): void {
  const starting = new AbortController();
  const settle = () => starting.abort();
  signal.addEventListener('abort', settle, {once: true, signal: starting.signal});
  const timer = setTimeout(() => refuse('frame_timeout'), LOAD_LIMIT);
  starting.signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
  const refuse = (reason: 'csp' | 'frame_timeout') => {
    settle();
    onRefused(reason);
  };
  document.addEventListener(
    'securitypolicyviolation',
    ({disposition, effectiveDirective, blockedURI}) => {
      const concerns = /^(frame|child|default)-src$/.test(effectiveDirective) && disposition === 'enforce';
      if (concerns && parseUrl(frame.src)?.origin === parseUrl(blockedURI)?.origin) refuse('csp');
    },
    {signal: starting.signal},
  );
  // Chromium and WebKit report the violation after or beside `load`: it gets a task to arrive first.
  frame.addEventListener('load', () => setTimeout(settle), {signal: starting.signal});
}
