<?php

declare(strict_types=1);

namespace KaspaPay;

/**
 * @phpstan-type Params array{amount: string, recipientAddress: string, currency?: string, orderId?: string,
 *   description?: string, metadata?: array<string, mixed>}
 * @phpstan-type Payout array{id: string, status: string, amount: string, currency: string, recipientAddress: string,
 *   orderId: ?string, txId: ?string, createdAt: string, confirmedAt: ?string, ...}
 */
final class Payouts
{
    public function __construct(private readonly Transport $transport)
    {
    }

    /**
     * @param Params $params
     * @return Payout
     */
    public function create(array $params, ?string $idempotencyKey = null): array
    {
        /** @var Payout */
        return $this->transport->create('/payouts', $params, $idempotencyKey);
    }
}
