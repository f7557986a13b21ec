<?php

declare(strict_types=1);

namespace KaspaPay;

/**
 * @phpstan-type Event array{id: string, event: string, timestamp: string, sequence: ?int, storeId: string,
 *   livemode: bool, data: array<string, mixed>, delivered: bool, ...}
 */
final class Events
{
    public function __construct(private readonly Transport $transport)
    {
    }

    /**
     * All events that fit, newest first, over all pages.
     *
     * @param array<string, mixed> $filters those of `GET /events`, such as `type`
     * @return \Generator<int, Event>
     */
    public function list(array $filters = []): \Generator
    {
        /** @var \Generator<int, Event> */
        return $this->transport->pages('/events', $filters);
    }
}
