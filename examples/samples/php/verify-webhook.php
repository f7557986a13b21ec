<?php
// Verifies webhooks and prints what they say: WEBHOOK_SECRET=whsec_… php -S 127.0.0.1:4000 verify-webhook.php

function isGenuine(string $id, string $timestamp, string $signatures, string $body): bool
{
    $key = base64_decode(substr((string) getenv('WEBHOOK_SECRET'), strlen('whsec_')));
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > 300) {
        return false;
    }
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    foreach (explode(' ', $signatures) as $given) { // two while a secret is rotated: one of them has to fit
        if (hash_equals($expected, $given)) {
            return true;
        }
    }
    return false;
}

$body = (string) file_get_contents('php://input'); // the raw bytes: parse only after the check
$header = static fn (string $name): string => $_SERVER["HTTP_WEBHOOK_$name"] ?? '';
if (!isGenuine($header('ID'), $header('TIMESTAMP'), $header('SIGNATURE'), $body)) {
    http_response_code(401);
    exit('bad signature');
}
$payment = json_decode($body, true)['data']['payment'] ?? null;
if ($payment !== null) { // ship once when the status is confirmed, whatever the event's name
    error_log("{$payment['id']} is {$payment['status']}");
}
echo 'OK';
