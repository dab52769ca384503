/** A policy as strict as can be: the widget lives with it. */
export function policyOf(frames: readonly string[]) {
  return {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'https:'],
    connectSrc: ["'self'"],
    // The hosted page, and the shop's own return page, to which the frame comes back.
    frameSrc: ["'self'", ...frames],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    requireTrustedTypesFor: ["'script'"],
  };
}
