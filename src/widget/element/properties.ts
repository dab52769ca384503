/**
 * The element's reactive properties: which attribute sets a property, and whether the property sets the attribute. Not
 * Lit's decorators, which cost 400 bytes (Brotli). `custom-elements-manifest.config.js` reads this table.
 */
export const properties = {
  sessionId: {attribute: 'session-id'},
  clientKey: {attribute: 'client-key'},
  publicKey: {attribute: 'public-key'},
  endpoint: {},
  apiUrl: {attribute: 'api-url'},
  allowedHosts: {attribute: 'allowed-hosts'},
  theme: {reflect: true},
  resume: {type: Boolean, reflect: true},
  preload: {},
  items: {type: Number},
  draftLanguages: {type: Boolean, attribute: 'draft-languages'},
  strings: {attribute: false},
  disabled: {type: Boolean, reflect: true},
  session: {attribute: false},
  createSession: {attribute: false},
  allowEarlierAmount: {type: Boolean, attribute: 'allow-earlier-amount'},
  mode: {},
};
