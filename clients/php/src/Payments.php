<?php

declare(strict_types=1);

namespace KaspaPay;

use KaspaPay\Exception\ApiException;
use KaspaPay\Exception\KaspaPayException;

/**
 * Answers hold more fields than are named here: docs/openapi.json lists all of them. KAS has 8 places; times are
 * ISO 8601 in UTC.
 *
 * @phpstan-type Status 'pending'|'underpaid'|'confirming'|'confirmed'|'expired'|'canceled'|'invalid'
 * @phpstan-type Item array{name: string, price: string, quantity?: int}
 * @phpstan-type Params array{amount?: string, amountMinor?: string, currency?: string, description?: string,
 *   items?: list<Item>, orderId?: string, terminal?: string, metadata?: array<string, mixed>, expiryMinutes?: int,
 *   expiresIn?: int, expiresAt?: string, redirectUrl?: string, cancelUrl?: string, callbackUrl?: string,
 *   customerEmail?: string, customerName?: string, customerNote?: string, requiredConfirmations?: int,
 *   fixedRate?: string, paymentLinkSlug?: string, type?: 'payment'|'deposit'}
 * @phpstan-type Created array{id: string, status: Status, amount: ?string, currency: string, amountExpected: ?string,
 *   kaspaAddress: string, orderId: ?string, createdAt: string, expiresAt: string, checkoutUrl: string,
 *   clientToken: string, uri: string, ...}
 * @phpstan-type Row array{id: string, status: Status, amount: ?string, currency: string, amountExpected: ?string,
 *   amountReceived: string, kaspaAddress: string, orderId: ?string, linkId: ?string, txId: ?string,
 *   customerEmail: ?string, attention: list<string>, refundStatus: 'none'|'partial'|'full', version: int,
 *   createdAt: string, expiresAt: string, confirmedAt: ?string, ...}
 * @phpstan-type Payment array{id: string, status: Status, amount: ?string, currency: string, amountExpected: ?string,
 *   amountReceived: string, amountMissing: string, amountOverpaid: string, amountRefunded: string,
 *   kaspaAddress: string, orderId: ?string, txId: ?string, confirmations: int, checkoutUrl: string, version: int,
 *   createdAt: string, expiresAt: string, confirmedAt: ?string, transfers: list<array<string, mixed>>, ...}
 */
final class Payments
{
    private const FAILED = ['expired', 'canceled', 'invalid'];

    public function __construct(private readonly Transport $transport)
    {
    }

    /**
     * With an idempotency key of your own, such as the order id, a second run gets the same payment.
     *
     * @param Params $params
     * @return Created
     */
    public function create(array $params, ?string $idempotencyKey = null): array
    {
        /** @var Created */
        return $this->transport->create('/payments', $params, $idempotencyKey);
    }

    /** @return Payment */
    public function get(string $id): array
    {
        /** @var Payment */
        return $this->transport->call('GET', '/payments/' . rawurlencode($id));
    }

    /**
     * All payments that fit, over all pages.
     *
     * @param array<string, mixed> $filters those of `GET /payments`, such as `status`
     * @return \Generator<int, Row>
     */
    public function list(array $filters = []): \Generator
    {
        /** @var \Generator<int, Row> */
        return $this->transport->pages('/payments', $filters);
    }

    /**
     * Cancels it. A payment that is canceled already is no error: a retry after a lost answer finds it so.
     *
     * @return Payment
     */
    public function cancel(string $id, ?string $note = null): array
    {
        $body = $note === null ? [] : ['note' => $note];
        try {
            /** @var Payment */
            $path = '/payments/' . rawurlencode($id) . '/cancel';
            return $this->transport->call('POST', $path, [], $body, isRepeatable: true);
        } catch (ApiException $error) {
            $payment = $error->errorCode === 'conflict' ? $this->get($id) : null;
            return $payment !== null && $payment['status'] === 'canceled' ? $payment : throw $error;
        }
    }

    /**
     * Looks until the payment is confirmed, has failed (expired, canceled, invalid), or the time is over. A gateway
     * that does not answer for a while is asked again; its exception is thrown once the time is over.
     *
     * @return array{outcome: 'confirmed'|'failed'|'timeout', payment: Payment} the payment as of the last look
     */
    public function wait(string $id, float $timeoutSeconds = 1800.0, float $intervalSeconds = 3.0): array
    {
        $deadline = microtime(true) + $timeoutSeconds;
        while (true) {
            try {
                $payment = $this->get($id);
                $isOver = microtime(true) >= $deadline;
                $outcome = match (true) {
                    $payment['status'] === 'confirmed' => 'confirmed',
                    in_array($payment['status'], self::FAILED, true) => 'failed',
                    $isOver => 'timeout',
                    default => null,
                };
                if ($outcome !== null) {
                    return ['outcome' => $outcome, 'payment' => $payment];
                }
            } catch (KaspaPayException $error) {
                if (!$error->isPassing() || microtime(true) >= $deadline) {
                    throw $error;
                }
            }
            usleep((int) (max(0.0, min($intervalSeconds, $deadline - microtime(true))) * 1_000_000));
        }
    }
}
