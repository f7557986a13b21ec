<?php

declare(strict_types=1);

namespace KaspaPay;

/**
 * @phpstan-import-type Item from Payments
 * @phpstan-type Status 'draft'|'active'|'inactive'
 * @phpstan-type Params array{title: string, amount?: string, amountMinor?: string, currency?: string,
 *   surchargePercent?: string, description?: string, items?: list<Item>,
 *   allowAmount?: array{min?: string, max?: string, suggested?: list<string>},
 *   ask?: array{name?: bool, email?: bool, note?: bool}, expiryMinutes?: int, linkExpiresIn?: int, maxPayments?: int,
 *   redirectUrl?: string, cancelUrl?: string, successMessage?: string, slug?: string, status?: Status}
 * @phpstan-type PaymentLink array{id: string, title: string, slug: string, url: string, embedHtml: string,
 *   amount: ?string, currency: string, status: Status, ...}
 */
final class PaymentLinks
{
    public function __construct(private readonly Transport $transport)
    {
    }

    /**
     * @param Params $params
     * @return PaymentLink
     */
    public function create(array $params, ?string $idempotencyKey = null): array
    {
        /** @var PaymentLink */
        return $this->transport->create('/links', $params, $idempotencyKey);
    }
}
