<?php

declare(strict_types=1);

namespace KaspaPay;

/**
 * @phpstan-type Basis 'kas'|'fiatAtPayment'|'fiatNow'
 * @phpstan-type Params array{amount?: string, percent?: string, basis?: Basis, destination?: string, email?: string,
 *   reason?: string}
 * @phpstan-type Refund array{id: string, paymentId: string, status: string, amount: string, basis: Basis,
 *   address: ?string, claimUrl: ?string, txId: ?string, createdAt: string, confirmedAt: ?string, ...}
 */
final class Refunds
{
    public function __construct(private readonly Transport $transport)
    {
    }

    /**
     * Without params: all that is left of the payment. Without a `destination` the payer names an address at `claimUrl`.
     *
     * @param Params $params
     * @return Refund
     */
    public function create(string $paymentId, array $params = [], ?string $idempotencyKey = null): array
    {
        $path = '/payments/' . rawurlencode($paymentId) . '/refunds';
        /** @var Refund */
        return $this->transport->create($path, $params, $idempotencyKey);
    }
}
