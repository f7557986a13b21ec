<?php
// Creates, reads, lists and cancels a payment with the client that openapi-generator makes.
declare(strict_types=1);

use OpenAPI\Client\Api\PaymentsApi;
use OpenAPI\Client\Configuration;
use OpenAPI\Client\Model\CreatePayment;
use OpenAPI\Client\Model\PaymentsCancelRequest;

require 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    $file = __DIR__ . '/client/lib/' . strtr(substr($class, strlen('OpenAPI\\Client\\')), '\\', '/') . '.php';
    if (str_starts_with($class, 'OpenAPI\\Client\\') && is_file($file)) {
        require $file;
    }
});

function expect(bool $holds, string $what): void
{
    if (!$holds) {
        throw new RuntimeException($what);
    }
}

$orderId = (string) getenv('KP_ORDER_ID');
$config = (new Configuration())
    ->setHost(getenv('KP_URL') . '/api/v1')
    ->setAccessToken((string) getenv('KP_API_KEY'));
$payments = new PaymentsApi(new GuzzleHttp\Client(), $config);

$order = new CreatePayment(['amount' => '12.5', 'currency' => 'KAS', 'order_id' => $orderId]);
$created = $payments->paymentsCreate($order, $orderId);

$read = $payments->paymentsGet($created->getId());
expect($read->getView() === 'merchant' && $read->getOrderId() === $orderId, 'the payment was read');
expect($read->getAmountExpected() === '12.50000000', 'the amount is kept');

$ids = array_map(fn ($row) => $row->getId(), $payments->paymentsList(order_id: $orderId)->getData());
expect(in_array($created->getId(), $ids, true), 'the list holds the payment');

$note = new PaymentsCancelRequest(['note' => 'Out of stock']);
$canceled = $payments->paymentsCancel($created->getId(), payments_cancel_request: $note);
expect($canceled->getStatus() === 'canceled', 'the payment was canceled');
