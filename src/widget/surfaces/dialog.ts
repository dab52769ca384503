import {type CSSResult, render, type TemplateResult} from 'lit';
import {lockScroll} from '../dom/scroll-lock.ts';
import type {SurfaceModel, SurfaceOptions} from './surface.ts';

export interface Dialog {
  /** Opens it until the signal is aborted. */
  show(options: SurfaceOptions): void;
  draw(model: SurfaceModel, content: TemplateResult): void;
  remove(): void;
}

/** Copies what the merchant set on the widget: the dialog stands elsewhere in the document. */
function borrowLook(host: HTMLElement, {element, properties}: SurfaceOptions): void {
  const computed = getComputedStyle(element.renderRoot.querySelector('.look') ?? element);
  for (const name of properties) host.style.setProperty(name, computed.getPropertyValue(name) || 'initial');
  host.dataset['theme'] = element.getAttribute('theme') ?? 'auto';
  host.dir = computed.direction;
}

/**
 * Makes a modal dialog that stands on the body, outside of the widget: there neither a re-render, nor a move, nor a
 * merchant's own closing dialog reloads or hides a payment. Before it is shown it is nothing to anybody.
 * @param foot stands below what is drawn
 */
export function createDialog(
  kind: 'framed' | 'room',
  styles: readonly CSSResult[],
  foot: HTMLElement | null = null,
): Dialog {
  const host = document.createElement('div');
  host.hidden = true;
  const root = host.attachShadow({mode: 'open'});
  const dialog = document.createElement('dialog');
  dialog.className = `look ${kind}`;
  dialog.setAttribute('part', 'dialog');
  if (foot) {
    foot.inert = true;
    dialog.append(foot);
  }
  root.append(dialog);
  document.body.append(host);
  // Now that a frame in it is on its way.
  root.adoptedStyleSheets = styles.flatMap(({styleSheet}) => styleSheet ?? []);
  let held = false;

  return {
    show(options) {
      const {onDismiss, onGone, signal} = options;
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
      borrowLook(host, options);
      host.className = 'monime-checkout-dialog';
      host.hidden = false;
      dialog.showModal();
      // Not before: the focus is to stand in the dialog, where Escape is heard, and not in a frame.
      if (foot) foot.inert = false;
      lockScroll(signal);
    },
    draw(model, content) {
      held = model.held;
      dialog.setAttribute('closedby', held ? 'none' : 'closerequest');
      dialog.setAttribute('aria-label', model.label);
      dialog.lang = model.lang;
      for (const [name, value] of Object.entries(model.branding)) dialog.style.setProperty(name, value);
      render(content, dialog, {renderBefore: foot});
    },
    remove: () => host.remove(),
  };
}
