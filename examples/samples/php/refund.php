<?php
// Asks for a refund of a whole payment and prints the link for the customer alone: php refund.php pay_…

$paymentId = $argv[1];
$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => [
        'Authorization: Bearer ' . getenv('KP_KEY'),
        'Content-Type: application/json',
        "Idempotency-Key: refund-$paymentId",
    ],
    'content' => json_encode(['amount' => 'full', 'reason' => 'Returned goods']),
    'ignore_errors' => true,
]]);
$url = getenv('KP_URL') . "/api/v1/payments/$paymentId/refunds";
$refund = json_decode((string) file_get_contents($url, false, $context), true);
if (!isset($refund['id'])) {
    throw new RuntimeException("{$refund['code']}: {$refund['error']}");
}
echo $refund['id'], ' ', $refund['claimUrl'], "\n"; // the customer names an address there; then your wallet signs
