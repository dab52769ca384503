import type {Change} from './backend.ts';

/** What is wrong, the code of what the doctor finds, and how the program says it. */
type Planted = [what: string, code: string, ...changes: Change[]];

const PHP: Planted[] = [
  [
    'the signature is read from another header',
    'webhook_refuses',
    ['HTTP_PAYMONGO_SIGNATURE', 'HTTP_X_PAYMONGO_SIGNATURE'],
  ],
  [
    'the signature is compared as base64',
    'webhook_refuses',
    ['hash_equals(hash_hmac(', 'hash_equals(base64_encode(hash_hmac('],
    ["ENV['PAYMONGO_SECRET']), $found[2])", "ENV['PAYMONGO_SECRET'], true)), $found[2])"],
  ],
  ['the time is joined by an underscore', 'webhook_refuses', ['"$found[1].$body"', '"$found[1]_$body"']],
  ['the signature is not checked', 'webhook_bad_signature', ['if (!is_signed(', 'if (false && !is_signed(']],
  ['the time of a webhook is not checked', 'webhook_old', ['$age < 86400 && ', '']],
  [
    'te or li is taken, whichever is filled',
    'webhook_any_mode',
    ["$part = str_starts_with(ENV['PAYMONGO_KEY'], 'sk_test_')", "$part = preg_match('/te=[0-9a-f]/', $header)"],
  ],
  ["the provider's own words are passed on", 'unknown_status', ["'active' => 'open'", "'active' => 'active'"]],
  [
    'the secret key is in the answer',
    'leaks_secret',
    ["'framing' => 'refused'", "'framing' => 'refused', 'key' => ENV['PAYMONGO_KEY']"],
  ],
  [
    'amounts are decimals',
    'invalid_session',
    ["'unitAmount' => $item['amount']", "'unitAmount' => $item['amount'] / 100"],
  ],
  ['the answer may be kept', 'no_store_missing', ["header('Cache-Control: no-store');", '']],
  [
    'any page may ask with cookies',
    'cors_credentials',
    [
      "header('Cache-Control: no-store');",
      "header('Cache-Control: no-store'); header('Access-Control-Allow-Origin: *'); header('Access-Control-Allow-Credentials: true');",
    ],
  ],
  ['the return by POST is refused', 'return_post_refused', ["'POST /checkout/return' =>", "'PUT /checkout/return' =>"]],
  [
    'the page to go on to comes from the URL',
    'open_redirect',
    ["$back = $id === null ? '/back'", "$back = $id === null ? $_GET['next'] ?? '/back'"],
  ],
  ['the reference is written into the page as it is', 'echoes_html', ["$back = $id === null ? '/back' : ", '$back = ']],
  [
    'any page may create sessions',
    'stranger_creates',
    ["if (($_SERVER['HTTP_ORIGIN'] ?? '') !== ORIGIN)", 'if (false)'],
  ],
  [
    'forms may create sessions',
    'form_creates',
    ["if (!preg_match('#^application/json", "if (false && !preg_match('#^application/json"],
  ],
  [
    'every request creates a session, with a new key',
    'creates_twice',
    ['(!$is_same || $id === $renew)', 'true'],
    ['hash(\'sha256\', "$number " . count($earlier) . " {$order[\'items\']}")', 'bin2hex(random_bytes(16))'],
  ],
];

const PYTHON: Planted[] = [
  [
    'the signature is read from another header',
    'webhook_refuses',
    ["get('Monime-Signature'", "get('X-Monime-Signature'"],
  ],
  [
    'the signature is compared as hex',
    'webhook_refuses',
    ['base64.b64encode(hmac.new(', '(hmac.new('],
    ['body, hashlib.sha256).digest())', 'body, hashlib.sha256).hexdigest().encode())'],
  ],
  ['the time is joined by a dot', 'webhook_refuses', ["f'{at}_'", "f'{at}.'"]],
  ['the signature is not checked', 'webhook_bad_signature', ['if not is_signed(', 'if False and not is_signed(']],
  [
    'the time of a webhook is not checked',
    'webhook_old',
    ['<= time.time() - int(at) <= 86400', '<= time.time() - int(at)'],
  ],
  ["the provider's own words are passed on", 'unknown_status', ["'pending': 'open'", "'pending': 'pending'"]],
  [
    'the token is in the answer',
    'leaks_secret',
    ["'provider': 'monime', 'status': status", "'provider': 'monime', 'key': ENV['MONIME_TOKEN'], 'status': status"],
  ],
  [
    'amounts are decimals',
    'invalid_session',
    ["'unitAmount': item['price']['value']", "'unitAmount': item['price']['value'] / 100"],
  ],
  ['the answer may be kept', 'no_store_missing', [", 'Cache-Control': 'no-store'", '']],
  [
    'any page may ask with cookies',
    'cors_credentials',
    [
      "'Cache-Control': 'no-store'",
      "'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true'",
    ],
  ],
  [
    'the return by POST is refused',
    'return_post_refused',
    ["['POST', 'checkout', 'return'", "['PUT', 'checkout', 'return'"],
  ],
  [
    'the page to go on to comes from the URL',
    'open_redirect',
    ["if id_of(ref) else '/back'", "if id_of(ref) else parse_qs(url.query).get('next', ['/back'])[0]"],
  ],
  ['the reference is written into the page as it is', 'echoes_html', [" if id_of(ref) else '/back'", '']],
  ['any page may create sessions', 'stranger_creates', ["if self.headers.get('Origin') != ORIGIN", 'if False']],
  [
    'forms may create sessions',
    'form_creates',
    ["if self.headers.get_content_type() != 'application/json'", 'if False'],
  ],
  [
    'every request creates a session, with a new key',
    'creates_twice',
    ['(asked != items or id == renew)', 'True'],
    ["hashlib.sha256(f'{number} {len(earlier)} {items}'.encode()).hexdigest()", 'os.urandom(16).hex()'],
  ],
];

export const BACKEND_MISTAKES = {php: PHP, python: PYTHON};
