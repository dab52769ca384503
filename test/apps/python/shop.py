import base64, datetime, hashlib, hmac, json, os, re, sqlite3, time, urllib.error, urllib.request
from contextlib import closing, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

with open('sandbox.env') as file:
    ENV = dict(line.strip().split('=', 1) for line in file) | os.environ
ORIGIN, API = ENV.get('SHOP_ORIGIN', 'http://localhost:3000'), ENV.get('MONIME_API', 'https://api.monime.io')
DATABASE, PORT = ENV.get('DATABASE', 'shop.db'), int(ENV.get('PORT', 3000))
STATUS = {'pending': 'open', 'completed': 'completed', 'cancelled': 'cancelled', 'expired': 'expired'}
POLICY = "default-src 'none'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
TABLES = """
    CREATE TABLE IF NOT EXISTS orders (number TEXT PRIMARY KEY, items TEXT NOT NULL, paid_with TEXT);
    CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, number TEXT, items TEXT, ref TEXT UNIQUE);
    INSERT OR IGNORE INTO orders (number, items) VALUES
      ('1042', '[{"name": "Exercise book", "quantity": 2, "unitAmount": 2550, "currency": "SLE"}]');"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8" /><title>Kola Nut Books</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" /><link rel="icon" href="data:," />{}</html>"""
WIDGET = """<script type="module" src="/widget/monime-checkout.js"></script>
    <monime-checkout endpoint="/checkout" {}></monime-checkout>"""
RETURN = """<p>Thank you. <a href="{back}" target="_top">Back to the shop</a></p>
    <script src="/widget/return.js" data-outcome="{outcome}" data-reference="{id}" data-landing-url="{back}"></script>"""

class Refusal(Exception):
    def __init__(self, status, code, message, session=None):
        self.status, self.error = status, {'code': code, 'message': message} | ({'session': session} if session else {})
class NoRedirect(urllib.request.HTTPRedirectHandler):
    redirect_request = lambda *_: None  # a redirect would take the token along
def monime(method, path, body=None, key=''):
    headers = {'Authorization': f"Bearer {ENV['MONIME_TOKEN']}", 'Monime-Space-Id': ENV['MONIME_SPACE'],
               'Content-Type': 'application/json', 'Idempotency-Key': key}
    request = urllib.request.Request(API + path, json.dumps(body).encode() if body else None, headers, method=method)
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
            return json.loads(answer.read() or '{}').get('result')
    except (OSError, ValueError) as error:  # what Monime says may be secret: customers do not see it
        if getattr(error, 'code', 0) == 404: return None
        raise Refusal(503, 'provider_unavailable', 'Monime could not be asked.')

def read(db, id):
    """Reads a session of this shop from Monime. If it is paid, its order is."""
    if not re.fullmatch('scs-[A-Za-z0-9_-]{1,100}', id): raise Refusal(400, 'invalid_id', 'This is no session id.')
    row = db.execute('SELECT number FROM sessions WHERE id = ?', (id,)).fetchone()
    if not row: raise Refusal(404, 'not_found', 'There is no such session here.')
    found = monime('GET', f'/v1/checkout-sessions/{id}')
    if not found: return {'id': id, 'provider': 'monime', 'status': 'cancelled', 'lineItems': []}  # was deleted
    status = STATUS.get(found['status'], 'processing')
    if status == 'completed' and not settle(db, id, row[0], found['orderNumber']): status = 'processing'
    lines = [{'name': item['name'], 'quantity': item['quantity'], 'unitAmount': item['price']['value'],
              'currency': item['price']['currency']} for item in found['lineItems']['data']]
    return {'id': id, 'provider': 'monime', 'status': status, 'title': found['name'], 'lineItems': lines,
            'hostedUrl': found['redirectUrl'], 'expiresAt': found['expireTime'],
            'serverTime': datetime.datetime.now(datetime.timezone.utc).isoformat()}

def settle(db, id, number, order_number):
    """Whether what was paid is what the order costs. The first session that paid it ships it."""
    items = json.loads(db.execute('SELECT items FROM orders WHERE number = ?', (number,)).fetchone()[0])
    payments = monime('GET', f'/v1/payments?orderNumber={quote(order_number)}') or []
    paid = [(payment['amount']['value'], payment['amount']['currency']) for payment in payments
            if payment['status'] == 'completed' and payment['orderNumber'] == order_number]
    costs = (sum(item['quantity'] * item['unitAmount'] for item in items), items[0]['currency'])  # minor units
    if paid != [costs]: return print(f'Look at {id}: {number} costs {costs}, and {paid} was paid', flush=True)
    if db.execute('UPDATE orders SET paid_with = ? WHERE number = ? AND paid_with IS NULL', (id, number)).rowcount:
        print(f'Ship {number}, paid with {id}', flush=True)
    elif not db.execute('SELECT 1 FROM orders WHERE paid_with = ?', (id,)).fetchone():
        print(f'Refund {id}: {number} was paid before', flush=True)
    return True

def session_of(db, number, renew=None):
    """The session of an order: the one that paid, the one that is open unless it is to be replaced, or a new one."""
    db.execute('BEGIN IMMEDIATE')  # one request after another: an order never has two open sessions
    try:
        [items] = db.execute('SELECT items FROM orders WHERE number = ?', (number,)).fetchone() or [None]
        if not items: raise Refusal(404, 'not_found', 'There is no such order.')
        earlier = db.execute('SELECT id, items FROM sessions WHERE number = ?', (number,)).fetchall()
        for id, asked in earlier:
            session = read(db, id)
            if session['status'] == 'open' and (asked != items or id == renew):
                with suppress(Refusal): monime('DELETE', f'/v1/checkout-sessions/{id}')
                session = read(db, id)  # says whether it has ended
                if session['status'] == 'open' and asked != items: raise Refusal(409, 'order_changed', 'It is open.', session)
            if session['status'] not in ('cancelled', 'expired'): return session  # paid, being paid, or open for these items
        # The same after a lost answer; another one for the next attempt, and for other items.
        key = hashlib.sha256(f'{number} {len(earlier)} {items}'.encode()).hexdigest()
        ref = hmac.new(ENV['MONIME_TOKEN'].encode(), key.encode(), hashlib.sha256).hexdigest()
        lines = [{'name': item['name'], 'quantity': item['quantity'],
                  'price': {'value': item['unitAmount'], 'currency': item['currency']}} for item in json.loads(items)]
        body = {'name': f'Order {number}', 'reference': number, 'lineItems': lines}
        body |= {f'{name}Url': f'{ORIGIN}/checkout/return/{name}?ref={ref}' for name in ('success', 'cancel')}
        id = monime('POST', '/v1/checkout-sessions', body, key)['id']
        db.execute('INSERT INTO sessions VALUES (?, ?, ?, ?)', (id, number, items, ref))
        return read(db, id)
    finally: db.execute('COMMIT')
def is_signed(header, body):
    parts = dict(part.strip().split('=', 1) for part in header.split(',') if '=' in part)
    at, secret = parts.get('t', ''), ENV['MONIME_SECRET'].encode()
    if not re.fullmatch('[0-9]{1,12}', at) or not -300 <= time.time() - int(at) <= 86400: return False
    right = base64.b64encode(hmac.new(secret, f'{at}_'.encode() + body, hashlib.sha256).digest())
    return hmac.compare_digest(right, parts.get('v1', '').encode())
class Shop(SimpleHTTPRequestHandler):
    protocol_version, log_message = 'HTTP/1.1', lambda *_: None
    def answer(self, status, body, type='application/json', **headers):
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        headers |= {'Content-Type': type, 'Content-Length': str(len(data)), 'Cache-Control': 'no-store'}
        self.send_response(status)
        for name, value in headers.items(): self.send_header(name.replace('_', '-'), value)
        self.end_headers()
        self.wfile.write(data)
    def page(self, body, **headers): self.answer(200, PAGE.format(body), 'text/html; charset=utf-8', **headers)
    def route(self, db, body):
        url = urlsplit(self.path)
        ref = parse_qs(url.query).get('ref', [''])[0]
        id_of = lambda ref: (db.execute('SELECT id FROM sessions WHERE ref = ?', (ref,)).fetchone() or [None])[0]
        match [self.command, *url.path.split('/')[1:]]:
            case ['GET', 'orders', number]: self.page(WIDGET.format(f'session-id="{session_of(db, number)["id"]}"'))
            case ['GET', 'back']: self.page(WIDGET.format('resume'))
            case ['GET', 'checkout', 'sessions', id]: self.answer(200, read(db, id))
            case ['POST', 'checkout', 'sessions']:
                if self.headers.get('Origin') != ORIGIN: raise Refusal(403, 'origin_refused', 'No page of the shop.')
                if self.headers.get_content_type() != 'application/json': raise Refusal(415, 'invalid_request', 'No JSON.')
                if len(body) > 65536: raise Refusal(413, 'invalid_request', 'The body is too long.')
                asked = json.loads(body)  # which order, and which session to replace; never what it costs
                session = session_of(db, str(asked['order']), asked.get('renew'))
                if session['status'] == 'completed': raise Refusal(409, 'order_completed', 'It is paid.', session)
                self.answer(200, session)
            case ['GET', 'checkout', 'returns', ref] if id_of(ref): self.answer(200, {'id': id_of(ref), 'started': False})
            case ['POST', 'checkout', 'return', 'success' | 'cancel' as outcome]:
                self.answer(303, '', Location=f'/checkout/return/{outcome}?ref={quote(ref)}')
            case ['GET', 'checkout', 'return', 'success' | 'cancel' as outcome]:  # it proves nothing
                back = f'/back?monime-checkout={ref}' if id_of(ref) else '/back'
                self.page(RETURN.format(back=back, outcome=outcome, id=id_of(ref) or ''), Content_Security_Policy=POLICY)
            case ['POST', 'checkout', 'webhooks']:
                if not is_signed(self.headers.get('Monime-Signature', ''), body):
                    raise Refusal(401, 'bad_signature', 'The signature is not right.')
                id = json.loads(body)['object']['id']  # what else it says does not count: Monime is asked
                if db.execute('SELECT 1 FROM sessions WHERE id = ?', (id,)).fetchone(): read(db, id)
                self.answer(200, {'received': True})
            case _: raise Refusal(404, 'not_found', 'There is nothing here.')
    def do_GET(self):
        if self.path.startswith('/widget/'): return super().do_GET()
        self.close_connection = int(self.headers.get('Content-Length', 0)) > 2_000_000  # the rest stays unread
        with closing(sqlite3.connect(DATABASE, timeout=30, isolation_level=None)) as db:
            try: self.route(db, self.rfile.read(min(int(self.headers.get('Content-Length', 0)), 2_000_000)))
            except Refusal as refusal: self.answer(refusal.status, {'error': refusal.error})
            except (ValueError, KeyError, TypeError):
                self.answer(400, {'error': {'code': 'invalid_request', 'message': 'The body is not right.'}})
    do_POST = do_GET
sqlite3.connect(DATABASE).executescript(TABLES)
ThreadingHTTPServer(('localhost', PORT), lambda *args: Shop(*args, directory='public')).serve_forever()
