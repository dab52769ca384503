import {parseUrl} from '../../core/hosted-url.ts';
import type {SurfaceOptions} from './surface.ts';

/** Time limit for the hosted page to load. */
const LOAD_TIMEOUT_MS = 10_000;

const SANDBOX = [
  'allow-scripts',
  'allow-same-origin',
  'allow-forms',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-modals',
  'allow-top-navigation-by-user-activation',
].join(' ');

/** Creates the frame for a hosted page. Do not move it once it is in the document, because a moved frame reloads. */
export function createFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.referrerPolicy = 'strict-origin';
  frame.allow = 'payment *; publickey-credentials-get *';
  frame.setAttribute('sandbox', SANDBOX);
  frame.setAttribute('part', 'frame');
  return frame;
}

/**
 * Watches a frame that is loading the hosted page. Detects a refusal by this page's own policy, and a page that never
 * loads; a refusal by the provider cannot be detected, because `load` fires as well.
 */
export function watchFrame(
  frame: HTMLIFrameElement,
  {onRefused, onNudge, signal}: Pick<SurfaceOptions, 'onRefused' | 'onNudge' | 'signal'>,
): void {
  if (!('loaded' in frame.dataset)) watchFirstLoad(frame, onRefused, signal);
  frame.addEventListener(
    'load',
    () => {
      // The first load is the hosted page itself, so it is no reason to poll.
      if ('loaded' in frame.dataset) onNudge();
      frame.dataset['loaded'] = '';
    },
    {signal},
  );
}

function watchFirstLoad(frame: HTMLIFrameElement, onRefused: SurfaceOptions['onRefused'], signal: AbortSignal): void {
  const abortController = new AbortController();
  const stop = () => abortController.abort();
  signal.addEventListener('abort', stop, {once: true, signal: abortController.signal});
  const timer = setTimeout(() => refuse('frame_timeout'), LOAD_TIMEOUT_MS);
  abortController.signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
  const refuse = (reason: 'csp' | 'frame_timeout') => {
    stop();
    onRefused(reason);
  };
  document.addEventListener(
    'securitypolicyviolation',
    ({disposition, effectiveDirective, blockedURI}) => {
      const isEnforcedOnFrames = /^(frame|child|default)-src$/.test(effectiveDirective) && disposition === 'enforce';
      if (isEnforcedOnFrames && parseUrl(frame.src)?.origin === parseUrl(blockedURI)?.origin) refuse('csp');
    },
    {signal: abortController.signal},
  );
  // One task later, because Chromium and WebKit report the violation after or together with `load`.
  frame.addEventListener('load', () => setTimeout(stop), {signal: abortController.signal});
}
