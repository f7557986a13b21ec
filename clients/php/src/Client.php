<?php

declare(strict_types=1);

namespace KaspaPay;

/** A gateway and an API key. Amounts are decimal text, never floats. */
final class Client
{
    public readonly Payments $payments;
    public readonly PaymentLinks $links;
    public readonly Refunds $refunds;
    public readonly Payouts $payouts;
    public readonly Events $events;
    private readonly Transport $transport;

    /** @param float $timeoutSeconds limits each try, not the whole call */
    public function __construct(
        string $baseUrl,
        #[\SensitiveParameter] string $apiKey,
        float $timeoutSeconds = 10.0,
        int $maxRetries = 3,
        float $backoffSeconds = 0.5,
    ) {
        $this->transport = new Transport($baseUrl, $apiKey, $timeoutSeconds, $maxRetries, $backoffSeconds);
        $this->payments = new Payments($this->transport);
        $this->links = new PaymentLinks($this->transport);
        $this->refunds = new Refunds($this->transport);
        $this->payouts = new Payouts($this->transport);
        $this->events = new Events($this->transport);
    }

    /**
     * Any other operation of the API: `request('GET', '/balances')`. A POST that may have been carried out is retried only
     * with an idempotency key: give one where the operation takes it.
     *
     * @param array<string, mixed> $query
     * @param array<string, mixed> $body
     * @return array<mixed>
     */
    public function request(
        string $method,
        string $path,
        array $query = [],
        array $body = [],
        ?string $idempotencyKey = null,
    ): array {
        return $this->transport->call($method, $path, $query, $body, $idempotencyKey);
    }
}
