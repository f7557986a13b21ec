<?php
// Checks a return to the shop without asking the gateway: php check-return.php 'https://shop.example/thanks?paymentId=…'
// On a page of the shop, pass $_GET instead of the parsed query.

/** What the return says, or null when this gateway did not sign it. */
function verifyReturn(array $query, string $secret): ?array
{
    $paymentId = (string) ($query['paymentId'] ?? '');
    $status = (string) ($query['status'] ?? '');
    $ts = (string) ($query['ts'] ?? '');
    $orderId = isset($query['orderId']) ? (string) $query['orderId'] : null;
    $text = implode('.', $orderId === null ? [$paymentId, $status, $ts] : [$paymentId, $status, $ts, $orderId]);
    // The key is the secret's text as it is shown: 64 characters, not the 32 bytes that they spell.
    $expected = hash_hmac('sha256', $text, $secret);
    if (!hash_equals($expected, (string) ($query['sig'] ?? ''))) {
        return null;
    }
    // Else an order id could stand in the field before it, under the same signature.
    if (!ctype_digit($ts)) {
        return null;
    }
    return ['paymentId' => $paymentId, 'status' => $status, 'ts' => $ts, 'orderId' => $orderId];
}

parse_str((string) parse_url($argv[1] ?? '', PHP_URL_QUERY), $query);
$said = verifyReturn($query, (string) getenv('REDIRECT_SECRET'));
if ($said === null) {
    fwrite(STDERR, "This return was not signed by the gateway\n");
    exit(1);
}
echo json_encode($said, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
