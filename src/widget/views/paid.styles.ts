import {css} from 'lit';

export const paidStyles = css`
  .paid {
    display: grid;
    gap: 4px;
    justify-items: center;
    padding: 20px 14px;
    border-radius: var(--_radius-m);
    background: color-mix(in srgb, var(--_good) 10%, var(--_surface));
    --_tone: var(--_good);
    text-align: center;
  }
  .paid .mark {
    inline-size: 56px;
    block-size: 56px;
    stroke-width: 1.6;
  }
  .paid strong {
    font-size: 20px;
  }
  .paid .sum {
    font-size: 18px;
    font-weight: 600;
  }
  .paid dl {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 4px 24px;
    margin-block-start: 8px;
    font-size: 14px;
  }
  .paid dt {
    color: var(--_muted);
    font-size: 13px;
  }
  .paid dd {
    user-select: all;
  }
  @media (prefers-reduced-motion: no-preference) {
    .paid .mark path {
      stroke-dasharray: 80;
      animation: draw 0.6s ease-out;
    }
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 80;
    }
  }
`;
