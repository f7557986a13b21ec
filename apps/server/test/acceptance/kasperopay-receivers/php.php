<?php
// The handler that KasperoPay prints for PHP.
$payload = json_decode(file_get_contents('php://input'), true);

if ($payload['event'] === 'payment.completed') {
    $payment_id = $payload['payment_id'];
    $amount_kas = $payload['amount_kas'];

    // Update your database, fulfill order, etc.
    error_log("Payment $payment_id completed: $amount_kas KAS");
}

http_response_code(200);
echo 'OK';
?>
