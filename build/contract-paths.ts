const ref = (name: string) => ({$ref: `#/components/schemas/${name}`});
const json = (...schemas: object[]) => ({
  'application/json': {schema: schemas.length === 1 ? schemas[0] : {anyOf: schemas}},
});

const NO_STORE = {'Cache-Control': {required: true, schema: {const: 'no-store'}}};
const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds to wait, or a date. The widget waits that long, ten minutes at most.',
    schema: {type: 'string'},
  },
};

const error = (description: string, headers: object = {}) => ({
  description,
  headers: {...NO_STORE, ...headers},
  content: json(ref('Error')),
});

const NOT_ALLOWED = error('`not_allowed`: this caller may not read the session.');
const UNAVAILABLE = {
  '429': error('`rate_limited`', {'Retry-After': {...RETRY_AFTER['Retry-After'], required: true}}),
  '500': error('`internal_error`, or a wrong setting'),
  '502': error('`invalid_session`, `unsafe_url`, `wrong_session` or `network`: of the provider'),
  '503': error('`provider_unavailable` or `store_unavailable`', RETRY_AFTER),
  '504': error('`timeout`', RETRY_AFTER),
};

const parameter = (where: string, name: string, description: string, schema: object) => ({
  name,
  in: where,
  required: where === 'path',
  description,
  schema,
});
const ID = parameter('path', 'id', 'Id of the session.', {type: 'string', pattern: '^(scs-|cs_)[A-Za-z0-9_-]{1,100}$'});
const REFERENCE = 'What your own return URL carries to find the order again. It proves nothing.';
const REFERENCE_FORM = {type: 'string', pattern: '^[A-Za-z0-9_-]{16,128}$'};

/** Pages on other origins need it. */
const preflight = (methods: string) => ({
  summary: 'Lets pages on other origins ask. Needed only for them.',
  responses: {
    '204': {
      description: 'The page may ask.',
      headers: {
        'Access-Control-Allow-Origin': {description: 'The origin of the page.', schema: {type: 'string'}},
        'Access-Control-Allow-Methods': {schema: {const: methods}},
        'Access-Control-Allow-Headers': {schema: {const: 'Content-Type, Idempotency-Key'}},
      },
    },
  },
});

const returnPage = (outcome: string) => ({
  parameters: [parameter('query', 'ref', REFERENCE, REFERENCE_FORM)],
  get: {
    summary: `Where customers come back to: ${outcome}. The doctor looks for the page at this address.`,
    responses: {
      '200': {
        description:
          'A page with `return.js` and `data-outcome`. It proves nothing and never says "paid". It may read the session.',
        headers: NO_STORE,
        content: {'text/html': {}},
      },
      '303': {description: 'Or a redirect to a page of the shop with an element that has `resume`.'},
    },
  },
  post: {
    summary: 'The same for a form POST from another site, without cookies and with any `Origin`.',
    responses: {'303': {description: 'Leads to the GET of the same address.'}},
  },
});

const file = (summary: string, type: string) => ({
  get: {summary, responses: {'200': {description: 'The file.', content: {[type]: {}}}}},
});

/** Every route of the contract, below the endpoint. */
export const PATHS = {
  '/sessions/{id}': {
    parameters: [ID],
    get: {
      summary: 'Reads a session from the provider. Required.',
      responses: {
        '200': {
          description: 'The session as it is now.',
          headers: NO_STORE,
          content: json(ref('Session'), ref('ProviderSession')),
        },
        '400': error('`invalid_id`: the id does not have the form of one.'),
        '403': NOT_ALLOWED,
        '404': error('`not_found`: the provider does not know the session, or it is not yours.'),
        ...UNAVAILABLE,
      },
    },
    options: preflight('GET,POST'),
  },
  '/sessions': {
    post: {
      summary: 'Creates a session at your prices. Needed only if the page creates sessions on the click.',
      parameters: [
        parameter('header', 'Origin', 'Must be an origin of your pages.', {type: 'string'}),
        parameter(
          'header',
          'Idempotency-Key',
          'Repeated on a retry. The order decides; without one, equal keys mean the same session.',
          {type: 'string'},
        ),
      ],
      requestBody: {required: true, content: json(ref('CreateRequest'))},
      responses: {
        '200': {description: 'The session.', headers: NO_STORE, content: json(ref('Created'))},
        '400': error('`invalid_request`: the body is not a JSON object.'),
        '403': error('`origin_refused`, or `not_allowed`: this caller may not have the session.'),
        '404': error('`not_found`: there is no such order.'),
        '409': error('`order_completed` or `order_changed`, with the session.'),
        '413': error('`invalid_request`: the body is too large.'),
        '415': error('`invalid_request`: Content-Type is not application/json.'),
        '422': error('`invalid_order`: the provider refuses the order.'),
        ...UNAVAILABLE,
      },
    },
    options: preflight('GET,POST'),
  },
  '/returns/{reference}': {
    parameters: [parameter('path', 'reference', REFERENCE, REFERENCE_FORM)],
    get: {
      summary: 'The session of a return reference. Needed only for the attribute `resume`.',
      responses: {
        '200': {description: 'The session.', headers: NO_STORE, content: json(ref('Returned'))},
        '404': error('`not_found`: there is no such reference.'),
        ...UNAVAILABLE,
      },
    },
    options: preflight('GET,POST'),
  },
  '/return/success': returnPage('paid, or so they say'),
  '/return/cancel': returnPage('the customer has left the payment page'),
  '/return.js': file('The script of return pages: `dist/return.js` of the package.', 'text/javascript'),
  '/return.css': file('The style of the return page.', 'text/css'),
  '/go/{id}': {
    parameters: [ID],
    get: {
      summary: 'A link that is never stale. Optional; elements that a server has rendered use it.',
      responses: {
        '303': {description: 'Leads to the payment page, or to a page of the shop if the session has ended.'},
        '400': error('`invalid_id`'),
        '403': NOT_ALLOWED,
        '404': error('`not_found`'),
        '409': error('`not_payable`'),
        ...UNAVAILABLE,
      },
    },
  },
  '/card/{hash}/{name}.css': {
    parameters: [
      parameter('path', 'hash', 'Of the build.', {type: 'string'}),
      parameter('path', 'name', '`theme`, or an accent colour.', {type: 'string'}),
    ],
    ...file('The style of elements that `renderCheckout` has rendered. Optional.', 'text/css'),
  },
  '/webhooks': {
    post: {
      summary: "The provider's webhooks. Optional, but a customer who closes the page is found by them alone.",
      parameters: [
        parameter('header', 'Monime-Signature', 't=<unix seconds>,v1=<base64>', {type: 'string'}),
        parameter('header', 'Paymongo-Signature', 't=<unix seconds>,te=<hex>,li=<hex>', {type: 'string'}),
      ],
      requestBody: {required: true, content: {'application/json': {schema: {type: 'object'}}}},
      responses: {
        '200': {description: 'Received. The body does not matter; PayMongo wants JSON.'},
        '400': error('`invalid_request`: signed, but not JSON.'),
        '401': error('`bad_signature`: missing, wrong, a day old, or from the future.'),
        '413': error('`invalid_request`: more than 2 MB.'),
        '500': error('`raw_body_needed`: the body was parsed before its signature was checked.'),
        '503': error('The session could not be read: the provider sends the webhook again.', RETRY_AFTER),
      },
    },
  },
} as const;
