<?php
// Receives kaspa-pay webhooks in plain PHP 8: WEBHOOK_SECRET=whsec_… STORE_ID=sto_… php -S 127.0.0.1:4000 receiver.php
declare(strict_types=1);

$secret = (string) getenv('WEBHOOK_SECRET');
$storeId = (string) getenv('STORE_ID');
$key = str_starts_with($secret, 'whsec_') ? base64_decode(substr($secret, strlen('whsec_')), true) : false;
if ($key === false || $key === '') {
    http_response_code(500);
    exit('Set WEBHOOK_SECRET to the endpoint\'s whsec_… secret');
}

function is_genuine(string $key, string $body): bool
{
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if ($id === '' || preg_match('/\A[0-9]{1,12}\z/', $timestamp) !== 1) {
        return false;
    }
    if (abs(time() - (int) $timestamp) > 300) { // stale, or a wrong clock
        return false;
    }
    $expected = hash_hmac('sha256', $id . '.' . $timestamp . '.' . $body, $key, true);
    // Two signatures while a secret is being rotated: one of them has to match.
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $part) {
        $given = str_starts_with($part, 'v1,') ? base64_decode(substr($part, 3), true) : false;
        if ($given !== false && strlen($given) === strlen($expected) && hash_equals($expected, $given)) {
            return true;
        }
    }
    return false;
}

// Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when
// `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.
function apply(array $event, string $storeId, array $records): array
{
    if ($storeId !== '' && ($event['storeId'] ?? '') !== $storeId) { // signed, but about another store
        return $records;
    }
    $orders = ['order-1001' => ['25.00000000', 'KAS']]; // your own: the price of each order as you asked it
    $payment = $event['data']['payment'] ?? null; // absent in test events and in those about links and wallets
    $orderId = $payment['orderId'] ?? '';
    if ($payment === null || ($orders[$orderId] ?? null) !== [$payment['amount'], $payment['currency']]) {
        return $records;
    }
    if ($event['sequence'] < ($records['newest'][$payment['id']] ?? 0)) {
        return $records;
    }
    $records['newest'][$payment['id']] = $event['sequence'];
    if ($payment['status'] === 'confirmed' && !isset($records['shipped'][$orderId])) {
        $records['shipped'][$orderId] = true;
        error_log("ship {$orderId}, paid by payment {$payment['id']}");
    }
    return $records;
}

$body = file_get_contents('php://input'); // the raw bytes: parse only after the check
if ($body === false || !is_genuine($key, $body)) {
    http_response_code(401);
    exit('bad signature');
}
// PHP forgets everything after each request, so this keeps its records in a locked file. Yours are in your database,
// read and written in one transaction.
$file = fopen(getenv('STATE_FILE') ?: sys_get_temp_dir() . '/kaspa-pay-receiver.json', 'c+');
if ($file === false || !flock($file, LOCK_EX)) {
    http_response_code(503);
    exit('try again');
}
$records = json_decode((string) stream_get_contents($file), true) ?? ['handled' => [], 'newest' => [], 'shipped' => []];
$id = $_SERVER['HTTP_WEBHOOK_ID'];
if (!isset($records['handled'][$id])) {
    $records = apply(json_decode($body, true, 64, JSON_THROW_ON_ERROR), $storeId, $records);
    $records['handled'][$id] = true;
    ftruncate($file, 0);
    rewind($file);
    fwrite($file, json_encode($records, JSON_THROW_ON_ERROR));
}
fclose($file);
echo 'OK';
