<?php
declare(strict_types=1);
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/';
if (str_starts_with($path, '/widget/')) return false; // a file below public
define('ENV', getenv() + parse_ini_file(__DIR__ . '/sandbox.env', false, INI_SCANNER_RAW));
define('ORIGIN', ENV['SHOP_ORIGIN'] ?? 'http://localhost:3000');
define('API', ENV['PAYMONGO_API'] ?? 'https://api.paymongo.com');
const POLICY = "default-src 'none'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
const TABLES = <<<'SQL'
    PRAGMA busy_timeout = 30000;
    CREATE TABLE IF NOT EXISTS orders (number TEXT PRIMARY KEY, items TEXT NOT NULL, paid_with TEXT);
    CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, number TEXT, items TEXT, ref TEXT UNIQUE);
    INSERT OR IGNORE INTO orders VALUES
      ('1042', '[{"name": "Exercise book", "quantity": 2, "unitAmount": 2550, "currency": "PHP"}]', NULL);
    SQL;
const PAGE = '<!doctype html><html lang="en"><meta charset="utf-8" /><title>Kola Nut Books</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" /><link rel="icon" href="data:," />';
class Refusal extends Exception { function __construct(public string $name, public int $status, public ?array $session = null) {} }

function paymongo(string $method, string $path, ?array $attributes = null, string $key = ''): ?array {
    $header = ['Authorization: Basic ' . base64_encode(ENV['PAYMONGO_KEY'] . ':'), "Idempotency-Key: $key"];
    $http = ['method' => $method, 'header' => [...$header, 'Content-Type: application/json'], 'timeout' => 10,
        'ignore_errors' => true, 'follow_location' => 0]; // a redirect would take the key along
    if ($attributes) $http['content'] = json_encode(['data' => ['attributes' => $attributes]]);
    $answer = @file_get_contents(API . "/v1/checkout_sessions$path", false, stream_context_create(['http' => $http]));
    $status = (int) (explode(' ', $http_response_header[0] ?? '')[1] ?? 0);
    if ($status !== 200) return $status === 404 ? null : throw new Refusal('provider_unavailable', 503);
    return json_decode((string) $answer, true)['data'] ?? throw new Refusal('provider_unavailable', 503);
}
function say(string $text): void { file_put_contents('php://stdout', "$text\n"); }
function rows(PDO $db, string $sql, string ...$values): array {
    ($statement = $db->prepare($sql))->execute($values);
    return $statement->fetchAll(PDO::FETCH_ASSOC);
}

/** Reads a session of this shop from PayMongo. If it is paid, its order is. */
function read(PDO $db, string $id): array {
    if (!preg_match('/^cs_[A-Za-z0-9_-]{1,100}$/D', $id)) throw new Refusal('invalid_id', 400);
    $row = rows($db, 'SELECT number FROM sessions WHERE id = ?', $id)[0] ?? throw new Refusal('not_found', 404);
    $found = paymongo('GET', "/$id")['attributes'] ?? throw new Refusal('not_found', 404);
    $intent = $found['payment_intent']['attributes'] ?? [];
    $payments = array_column([...$found['payments'] ?? [], ...$intent['payments'] ?? []], 'attributes');
    $paid = array_filter($payments, fn ($one) => in_array($one['status'], ['paid', 'refunded', 'partially_refunded'], true));
    $status = match (true) {
        $paid !== [] => settle($db, $id, $row['number'], reset($paid)) ? 'completed' : 'processing',
        ($intent['status'] ?? 'awaiting_payment_method') !== 'awaiting_payment_method' => 'processing',
        default => ['active' => 'open', 'expired' => 'expired'][$found['status']] ?? 'processing',
    };
    $lines = array_map(fn ($item) => ['name' => $item['name'], 'quantity' => $item['quantity'],
        'unitAmount' => $item['amount'], 'currency' => $item['currency']], $found['line_items']);
    return ['id' => $id, 'provider' => 'paymongo', 'status' => $status, 'title' => $found['description'], 'lineItems' => $lines,
        'hostedUrl' => $found['checkout_url'], 'framing' => 'refused', 'serverTime' => gmdate('Y-m-d\TH:i:s\Z')];
}
/** Whether what was paid is what the order costs, or more by a fee. The first session that paid it ships it. */
function settle(PDO $db, string $id, string $number, array $payment): bool {
    $items = json_decode(rows($db, 'SELECT items FROM orders WHERE number = ?', $number)[0]['items'], true);
    $costs = array_sum(array_map(fn ($item) => $item['quantity'] * $item['unitAmount'], $items)); // whole numbers, minor units
    $isEnough = $payment['currency'] === $items[0]['currency'] && $payment['amount'] >= $costs;
    $sql = 'UPDATE orders SET paid_with = ? WHERE number = ? AND paid_with IS NULL RETURNING number';
    if (!$isEnough) say("Look at $id: $number costs $costs, and {$payment['amount']} {$payment['currency']} was paid");
    elseif (rows($db, $sql, $id, $number)) say("Ship $number, paid with $id");
    elseif (!rows($db, 'SELECT 1 FROM orders WHERE paid_with = ?', $id)) say("Refund $id: $number was paid before");
    return $isEnough;
}

/** The session of an order: the one that paid, the one that is open unless it is to be replaced, or a new one. */
function session_of(PDO $db, string $number, mixed $renew = null): array {
    $db->exec('BEGIN IMMEDIATE'); // one request after another: an order never has two open sessions
    try {
        $order = rows($db, 'SELECT items FROM orders WHERE number = ?', $number)[0] ?? throw new Refusal('not_found', 404);
        $earlier = rows($db, 'SELECT id, items FROM sessions WHERE number = ?', $number);
        foreach ($earlier as ['id' => $id, 'items' => $asked]) {
            $session = read($db, $id);
            $is_same = $asked === $order['items'];
            if ($session['status'] === 'open' && (!$is_same || $id === $renew)) {
                try { paymongo('POST', "/$id/expire"); } catch (Refusal) {} // whether it has ended, the session says
                $session = read($db, $id);
                if ($session['status'] === 'open' && !$is_same) throw new Refusal('order_changed', 409, $session);
            }
            if ($session['status'] !== 'expired') return $session; // paid, being paid, or open for these items
        }
        // The same after a lost answer; another one for the next attempt, and for other items.
        $key = hash('sha256', "$number " . count($earlier) . " {$order['items']}");
        [$ref, $return] = [hash_hmac('sha256', $key, ENV['PAYMONGO_KEY']), ORIGIN . '/checkout/return'];
        $id = paymongo('POST', '', [
            'description' => "Order $number", 'reference_number' => $number, 'payment_method_types' => ['card', 'gcash', 'paymaya'],
            'success_url' => "$return/success?ref=$ref", 'cancel_url' => "$return/cancel?ref=$ref",
            'line_items' => array_map(fn ($item) => ['name' => $item['name'], 'quantity' => $item['quantity'],
                'amount' => $item['unitAmount'], 'currency' => $item['currency']], json_decode($order['items'], true)),
        ], $key)['id'];
        rows($db, 'INSERT INTO sessions VALUES (?, ?, ?, ?)', $id, $number, $order['items'], $ref);
        return read($db, $id);
    } finally { $db->exec('COMMIT'); }
}

function is_signed(string $header, string $body): bool {
    $part = str_starts_with(ENV['PAYMONGO_KEY'], 'sk_test_') ? 'te' : 'li'; // by the key, not by which has a value
    if (!preg_match("/^(?=.*\\bt=(\d{1,12})\\b).*\\b$part=([0-9a-f]{64})\\b/", $header, $found)) return false;
    $age = time() - (int) $found[1];
    return $age < 86400 && $age > -300 && hash_equals(hash_hmac('sha256', "$found[1].$body", ENV['PAYMONGO_SECRET']), $found[2]);
}
function widget(string $attribute): string {
    return PAGE . '<script type="module" src="/widget/monime-checkout.js"></script>' .
        "<monime-checkout endpoint=\"/checkout\" $attribute></monime-checkout></html>";
}

function create(PDO $db, string $body): array {
    if (($_SERVER['HTTP_ORIGIN'] ?? '') !== ORIGIN) throw new Refusal('origin_refused', 403);
    if (!preg_match('#^application/json\s*(;|$)#i', $_SERVER['CONTENT_TYPE'] ?? '')) throw new Refusal('invalid_request', 415);
    if (strlen($body) > 65536) throw new Refusal('invalid_request', 413);
    ['order' => $number, 'renew' => $renew] = (array) json_decode($body, true) + ['order' => null, 'renew' => null];
    $session = session_of($db, is_string($number) ? $number : throw new Refusal('invalid_request', 400), $renew);
    return $session['status'] === 'completed' ? throw new Refusal('order_completed', 409, $session) : $session;
}
function return_page(string $outcome, string $ref, ?string $id): string { // to come here proves nothing
    header('Content-Security-Policy: ' . POLICY);
    $back = $id === null ? '/back' : "/back?monime-checkout=$ref";
    return PAGE . "<p>Thank you. <a href=\"$back\" target=\"_top\">Back to the shop</a></p><script src=\"/widget/return.js\"
        data-outcome=\"$outcome\" data-reference=\"$id\" data-landing-url=\"$back\"></script></html>";
}
function webhook(PDO $db, string $body): array {
    if (!is_signed($_SERVER['HTTP_PAYMONGO_SIGNATURE'] ?? '', $body)) throw new Refusal('bad_signature', 401);
    $id = json_decode($body, true)['data']['attributes']['data']['id'] ?? ''; // what else it says does not count
    if (is_string($id) && rows($db, 'SELECT 1 FROM sessions WHERE id = ?', $id)) read($db, $id);
    return ['received' => true];
}

header('Cache-Control: no-store');
try {
    ($db = new PDO('sqlite:' . (ENV['DATABASE'] ?? __DIR__ . '/shop.db')))->exec(TABLES);
    [$folder, $last, $body] = [dirname($path), basename($path), file_get_contents('php://input')];
    $ref = is_string($_GET['ref'] ?? null) ? $_GET['ref'] : '';
    $id = rows($db, 'SELECT id FROM sessions WHERE ref = ?', $folder === '/checkout/returns' ? $last : $ref)[0]['id'] ?? null;
    $answer = match ("{$_SERVER['REQUEST_METHOD']} $folder") {
        'GET /orders' => widget('session-id="' . session_of($db, $last)['id'] . '"'),
        'GET /' => $last === 'back' ? widget('resume') : null,
        'GET /checkout/sessions' => read($db, $last),
        'GET /checkout/returns' => $id === null ? null : ['id' => $id, 'started' => false],
        'GET /checkout/return' => return_page($last === 'success' ? 'success' : 'cancel', $ref, $id),
        'POST /checkout/return' => header("Location: $path?ref=" . urlencode($ref), true, 303) ?? '',
        'POST /checkout' => match ($last) { 'sessions' => create($db, $body), 'webhooks' => webhook($db, $body), default => null },
        default => null,
    } ?? throw new Refusal('not_found', 404);
} catch (Refusal $refusal) {
    http_response_code($refusal->status);
    $answer = ['error' => ['code' => $refusal->name, 'message' => 'See the contract.', 'session' => $refusal->session]];
}
if (is_array($answer)) header('Content-Type: application/json');
echo is_array($answer) ? json_encode($answer) : $answer;
