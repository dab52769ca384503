import {css} from 'lit';
import {REST_HEIGHT_PX, ITEM_HEIGHT_PX} from '../../core/reserved-height.ts';
import {themeStyles} from '../views/theme.styles.ts';

const cardStyles = css`
  :host {
    display: block !important;
    max-inline-size: 480px;
  }
  :host([hidden]) {
    display: none !important;
  }
  .card {
    display: block;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .all {
    display: flex;
    flex-direction: column;
    gap: 16px;
    padding: clamp(16px, 5vw, 20px);
  }
  .all.holding {
    min-block-size: calc(${REST_HEIGHT_PX}px + var(--_rows) * ${ITEM_HEIGHT_PX}px);
  }
`;

/** The layout that the order and its skeleton share. */
const layoutStyles = css`
  .from {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    color: var(--_muted);
    font-size: 15px;
  }
  ::slotted([slot='logo']) {
    max-block-size: 32px;
    max-inline-size: 120px;
  }
  .items {
    margin-block-start: 8px;
  }
  .item {
    display: flex;
    align-items: center;
    gap: 12px;
    min-block-size: ${ITEM_HEIGHT_PX}px;
    padding-block: 7px;
    border-block-end: 1px solid var(--_line);
  }
  .look .total {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
    padding-block-start: 12px;
    font-size: 18px;
    font-weight: 600;
  }
`;

const loadingStyles = css`
  .bone {
    display: block;
    block-size: 14px;
    border-radius: 7px;
    background: var(--_line);
  }
  .skeleton .item {
    justify-content: space-between;
  }
  .bone.button {
    block-size: 48px;
    background: var(--_tint);
    border-radius: var(--_radius-m);
  }
  .bone.a {
    inline-size: 38%;
  }
  .bone.b {
    inline-size: 60%;
    block-size: 20px;
    margin-block: 3px;
  }
  .bone.c {
    inline-size: 22%;
    margin-block: 4px;
  }
  .skeleton .total .bone {
    block-size: 17px;
    margin-block: 5px;
  }
  .skeleton {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.55;
    }
  }
  .slow {
    display: grid;
    flex: 1;
    place-items: center;
    min-block-size: 42px;
    color: var(--_muted);
    font-size: 14px;
    line-height: 1.3;
    text-align: center;
    opacity: 0;
    animation: appear 0.3s 4s forwards;
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation: none;
    }
  }
`;

/** Styles of the first paint; those of the order follow with the order card. */
export const styles = css`
  ${themeStyles}${cardStyles}${layoutStyles}${loadingStyles}
`;
