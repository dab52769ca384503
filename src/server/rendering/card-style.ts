import {css} from 'lit';
import {readColour} from '../../core/colour.ts';
import {ITEM_HEIGHT_PX} from '../../core/reserved-height.ts';
import {styles} from '../../widget/element/monime-checkout.styles.ts';
import {orderCardStyles} from '../../widget/order-card/order-card.styles.ts';
import {DARK, LIGHT} from '../../widget/views/theme.styles.ts';

function coloursOf({brand, surface}: typeof LIGHT) {
  return {brand: readColour(brand.cssText), surface: readColour(surface.cssText)};
}

/** If scripts are disabled, shows all items, and hides buttons that need a script. */
const withoutScripts = css`
  @media (scripting: none) {
    .more,
    .actions button,
    .actions:not(:has(a)) {
      display: none;
    }
    .items .item[hidden] {
      display: flex;
      min-block-size: ${ITEM_HEIGHT_PX}px;
      block-size: auto;
      padding-block: 7px;
      border-block-end: 1px solid var(--_line);
      content-visibility: visible;
    }
  }
`;

/** The widget's own style sheets in their order, and the colours of its themes. The build inserts them as text. */
export const cardStyle = {
  css: [styles, ...orderCardStyles, withoutScripts].map(({cssText}) => cssText).join(''),
  light: coloursOf(LIGHT),
  dark: coloursOf(DARK),
};
