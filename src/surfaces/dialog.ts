import {render, type TemplateResult} from 'lit';
import {lockScroll} from './scroll-lock.ts';
import type {SurfaceModel, SurfaceOptions} from './surface.ts';

export interface Dialog {
  draw(model: SurfaceModel, content: TemplateResult): void;
}

/** Copies what the merchant set on the widget: the dialog stands elsewhere in the document. */
function borrowLook(host: HTMLElement, {element, properties}: SurfaceOptions): void {
  const computed = getComputedStyle(element.renderRoot.querySelector('.look') ?? element);
  for (const name of properties) host.style.setProperty(name, computed.getPropertyValue(name) || 'initial');
  host.dataset['theme'] = element.getAttribute('theme') ?? 'auto';
  host.dir = computed.direction;
}

/**
 * Opens a modal dialog on the body, outside of the widget: there neither a re-render, nor a move, nor a merchant's
 * own closing dialog reloads or hides a payment.
 */
export function openDialog(options: SurfaceOptions, kind: 'framed' | 'room'): Dialog {
  const {onDismiss, onGone, signal} = options;
  const host = document.createElement('div');
  host.className = 'monime-checkout-dialog';
  borrowLook(host, options);
  const root = host.attachShadow({mode: 'open'});
  root.adoptedStyleSheets = options.styles.flatMap(({styleSheet}) => styleSheet ?? []);
  const dialog = document.createElement('dialog');
  dialog.className = `look ${kind}`;
  dialog.setAttribute('part', 'dialog');
  root.append(dialog);
  document.body.append(host);

  let held = false;
  const dismiss = (event: Event) => {
    event.preventDefault();
    if (!held) onDismiss();
  };
  // Engines let a second or third Escape through a prevented `cancel`: the key itself has to be held as well.
  dialog.addEventListener('keydown', (event) => event.key === 'Escape' && dismiss(event), {signal});
  dialog.addEventListener('cancel', dismiss, {signal});
  dialog.addEventListener('close', onGone, {signal});
  signal.addEventListener(
    'abort',
    () => {
      dialog.close();
      host.remove();
    },
    {once: true},
  );
  dialog.showModal();
  lockScroll(signal);

  return {
    draw(model, content) {
      held = model.held;
      dialog.setAttribute('closedby', held ? 'none' : 'closerequest');
      dialog.setAttribute('aria-label', model.label);
      dialog.lang = model.lang;
      for (const [name, value] of Object.entries(model.branding)) dialog.style.setProperty(name, value);
      render(content, dialog);
    },
  };
}
