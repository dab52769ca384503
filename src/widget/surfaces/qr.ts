import {render} from 'lit';
import {adoptStyles} from '../dom/adopt-styles.ts';
import {PaymentLink} from '../dom/payment-link.ts';
import {createSurfaceHost, onRemovedOrMoved} from './surface-host.ts';
import type {Surface, SurfaceModel, SurfaceOptions} from './surface.ts';

/** Shows the hosted page as a QR code inside the element, to pay on a phone. */
export function openQr(options: SurfaceOptions, first: SurfaceModel): Surface {
  const {element, styles, onClosed, signal} = options;
  const place = createSurfaceHost();
  let model = first;
  const paymentLink = new PaymentLink(() => draw(model));
  const draw = (next: SurfaceModel) => {
    const {url} = model;
    model = next;
    if (next.url && (next.url !== url || !paymentLink.code)) void paymentLink.showCode(next.url);
    if (!signal.aborted) render(next.view({kind: 'qr', paymentLink}), place);
  };
  const {renderRoot} = element;
  adoptStyles(renderRoot, styles);
  renderRoot.querySelector('.place')?.append(place);
  onRemovedOrMoved(place, () => place.isConnected || onClosed(), signal);
  signal.addEventListener('abort', () => place.remove(), {once: true});
  draw(first);
  return {window: null, draw};
}
