<?php

// Makes the calls of clients/conformance/README.md with this client: a JSON line in, a JSON line out.

declare(strict_types=1);

use KaspaPay\Client;
use KaspaPay\Exception\ApiException;
use KaspaPay\Exception\InvalidSecretException;
use KaspaPay\Exception\ConnectionException;
use KaspaPay\Exception\RedirectVerificationException;
use KaspaPay\Exception\WebhookVerificationException;
use KaspaPay\Redirect;
use KaspaPay\Webhook;

spl_autoload_register(static function (string $class): void {
    $path = str_replace('\\', '/', substr($class, strlen('KaspaPay\\')));
    require __DIR__ . "/../src/{$path}.php";
});

function play(?Client &$client, string $act, array $in): mixed
{
    if ($act === 'connect') {
        $client = new Client(
            $in['baseUrl'],
            $in['apiKey'],
            timeoutSeconds: $in['timeoutSeconds'],
            maxRetries: $in['maxRetries'],
            backoffSeconds: $in['backoffSeconds'],
        );
        return null;
    }
    $params = $in['params'] ?? [];
    $key = $in['idempotencyKey'] ?? null;
    $filters = $in['filters'] ?? [];
    return match ($act) {
        'payments.create' => $client->payments->create($params, $key),
        'payments.get' => $client->payments->get($in['id']),
        'payments.list' => iterator_to_array($client->payments->list($filters), false),
        'payments.cancel' => $client->payments->cancel($in['id'], $in['note'] ?? null),
        'payments.wait' => $client->payments->wait($in['id'], $in['timeoutSeconds'], $in['intervalSeconds']),
        'links.create' => $client->links->create($params, $key),
        'refunds.create' => $client->refunds->create($in['paymentId'], $params, $key),
        'payouts.create' => $client->payouts->create($params, $key),
        'events.list' => iterator_to_array($client->events->list($filters), false),
        'request' => $client->request($in['method'], $in['path'], $filters),
        'webhooks.verify' => Webhook::verify(
            $in['secrets'],
            $in['headers'],
            (string) base64_decode($in['bodyBase64'], true),
            now: $in['now'],
        ),
        'redirects.verify' => Redirect::verify($in['url'], $in['secrets']),
    };
}

function errorOf(Throwable $error): array
{
    return match (true) {
        $error instanceof ApiException => [
            'type' => 'api',
            'status' => $error->status,
            'code' => $error->errorCode,
            'param' => $error->param,
            'requestId' => $error->requestId,
            'retryAfter' => $error->retryAfter,
            'message' => $error->getMessage(),
        ],
        $error instanceof ConnectionException => ['type' => 'connection', 'message' => $error->getMessage()],
        $error instanceof WebhookVerificationException => ['type' => 'verification', 'reason' => $error->reason],
        $error instanceof RedirectVerificationException => ['type' => 'redirect'],
        $error instanceof InvalidSecretException => ['type' => 'invalid_secret', 'message' => $error->getMessage()],
        $error instanceof InvalidArgumentException => ['type' => 'argument', 'message' => $error->getMessage()],
        default => throw $error,
    };
}

$client = null;
while (($line = fgets(STDIN)) !== false) {
    $command = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    try {
        $answer = ['ok' => play($client, $command['act'], $command['input'])];
    } catch (Exception $error) {
        $answer = ['error' => errorOf($error)];
    }
    echo json_encode($answer, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION), "\n";
}
