<?php

declare(strict_types=1);

namespace KaspaPay\Exception;

/** A delivery is refused: answer 401 and do nothing else. `reason` says why, in one word for each cause. */
final class WebhookVerificationException extends KaspaPayException
{
    public function __construct(public readonly string $reason, string $message)
    {
        parent::__construct($message);
    }
}
