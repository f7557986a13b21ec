<?php
// Receives kaspa-pay webhooks in plain PHP 8: WEBHOOK_SECRET=whsec_… STORE_ID=sto_… php -S 127.0.0.1:4000 php.php
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

function apply(array $event, string $storeId): void
{
    if ($storeId !== '' && ($event['storeId'] ?? '') !== $storeId) { // signed, but about another store
        return;
    }
    if ($event['event'] !== 'payment.confirmed') { // the only event that means: hand over the goods
        return;
    }
    // Your own records (use your database): what each order must have brought in.
    $orders = ['order-1001' => '25.00000000'];
    $payment = $event['data']['payment'] ?? null;
    if ($payment === null || ($orders[$payment['orderId'] ?? ''] ?? null) !== $payment['amountExpected']) {
        return;
    }
    // In one database transaction: insert the webhook-id into a unique column, and only if that worked mark the
    // order as paid. Deliveries repeat: at least once, same id.
    error_log("order {$payment['orderId']} is paid by payment {$payment['id']}");
}

$body = file_get_contents('php://input'); // the raw bytes: parse only after the check
if ($body === false || !is_genuine($key, $body)) {
    http_response_code(401);
    exit('bad signature');
}
apply(json_decode($body, true, 64, JSON_THROW_ON_ERROR), $storeId);
echo 'OK';
