import {type CSSResult, render, type TemplateResult} from 'lit';
import {lockScroll} from '../dom/scroll-lock.ts';
import {createSurfaceHost, onRemovedOrMoved} from './surface-host.ts';
import type {SurfaceModel, SurfaceOptions} from './surface.ts';

export interface Dialog {
  /** Opens the dialog until the signal aborts. */
  show(options: SurfaceOptions): void;
  /** Renders the content and updates the attributes. */
  draw(model: SurfaceModel, content: TemplateResult): void;
  /** Removes a dialog that was never shown. */
  remove(): void;
}

/** Copies theme, custom properties and writing direction of the element, from which the dialog does not inherit. */
function copyTheme(host: HTMLElement, {element, properties}: SurfaceOptions): void {
  const computed = getComputedStyle(element.renderRoot.querySelector('.look') ?? element);
  for (const name of properties) host.style.setProperty(name, computed.getPropertyValue(name) || 'initial');
  host.dataset['theme'] = element.getAttribute('theme') ?? 'auto';
  host.dir = computed.direction;
}

/**
 * Creates a modal dialog as a child of the body, outside of the element: there neither a re-render, nor a move, nor a
 * closing dialog of the merchant reloads or hides a payment. It stays hidden and inert until it is shown.
 * @param footer element below the rendered content
 */
export function createDialog(
  kind: 'framed' | 'room',
  styles: readonly CSSResult[],
  footer: HTMLElement | null = null,
): Dialog {
  const host = createSurfaceHost();
  host.hidden = true;
  const root = host.attachShadow({mode: 'open'});
  const dialog = document.createElement('dialog');
  dialog.className = `look ${kind}`;
  dialog.setAttribute('part', 'dialog');
  if (footer) {
    footer.inert = true;
    dialog.append(footer);
  }
  root.append(dialog);
  document.body.append(host);
  // After the frame has started to load.
  root.adoptedStyleSheets = styles.flatMap(({styleSheet}) => styleSheet ?? []);
  let isLocked = false;

  return {
    show(options) {
      const {onDismiss, onClosed, signal} = options;
      const dismiss = (event: Event) => {
        event.preventDefault();
        if (!isLocked) onDismiss();
      };
      // Engines close the dialog on a second or third Escape even if `cancel` is prevented, so prevent the key as well.
      dialog.addEventListener('keydown', (event) => event.key === 'Escape' && dismiss(event), {signal});
      dialog.addEventListener('cancel', dismiss, {signal});
      dialog.addEventListener('close', onClosed, {signal});
      const showModally = () => {
        // A dialog that was moved keeps `open`, but is not modal any more, and `showModal()` would throw.
        dialog.open = false;
        // jsdom has no modal dialogs.
        if (dialog.showModal) dialog.showModal();
        else dialog.open = true;
      };
      onRemovedOrMoved(
        host,
        () => {
          if (!host.isConnected) onClosed();
          else if (!dialog.matches(':modal')) showModally();
        },
        signal,
      );
      signal.addEventListener(
        'abort',
        () => {
          dialog.close?.();
          host.remove();
        },
        {once: true},
      );
      copyTheme(host, options);
      host.className = 'monime-checkout-dialog';
      host.hidden = false;
      showModally();
      // Only now, so that the focus goes to the dialog, which receives Escape, and not to the frame.
      if (footer) footer.inert = false;
      lockScroll(signal);
    },
    draw(model, content) {
      isLocked = model.isLocked;
      dialog.setAttribute('closedby', isLocked ? 'none' : 'closerequest');
      dialog.setAttribute('aria-label', model.label);
      dialog.lang = model.lang;
      for (const [name, value] of Object.entries(model.branding)) dialog.style.setProperty(name, value ?? '');
      render(content, dialog, {renderBefore: footer});
    },
    remove: () => host.remove(),
  };
}
