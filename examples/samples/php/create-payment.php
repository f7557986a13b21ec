<?php
// Makes a payment for an order; keep the id, send the customer to the URL: php create-payment.php order-1001

$orderId = $argv[1];
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Authorization: Bearer ' . getenv('KP_KEY'),
        'Content-Type: application/json',
        "Idempotency-Key: $orderId", // a repeated request answers the same payment
    ],
    'content' => json_encode([
        'amount' => '25.00',
        'currency' => 'USD',
        'orderId' => $orderId,
        'redirectUrl' => 'https://shop.example/thanks',
    ]),
    'ignore_errors' => true,
]]);
$payment = json_decode((string) file_get_contents(getenv('KP_URL') . '/api/v1/payments', false, $context), true);
if (!isset($payment['id'])) {
    throw new RuntimeException("{$payment['code']}: {$payment['error']}");
}
echo $payment['id'], ' ', $payment['checkoutUrl'], "\n";
