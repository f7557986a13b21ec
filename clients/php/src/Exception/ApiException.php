<?php

declare(strict_types=1);

namespace KaspaPay\Exception;

/** The gateway answered with an error. Decide by `errorCode`: it is one of a closed set. */
final class ApiException extends KaspaPayException
{
    /** For programs; `unexpected_answer` when it was none of the gateway's, for example a proxy's page. */
    public readonly string $errorCode;
    /** The field at fault, if one is. */
    public readonly ?string $param;
    /** Finds the call in the gateway's log. */
    public readonly ?string $requestId;

    /**
     * @param array<mixed> $details the whole body, with the facts that some codes add: `issues`, `minimum`, `scope`
     * @param ?float $retryAfter seconds that the gateway asked to wait
     */
    public function __construct(
        public readonly int $status,
        public readonly array $details,
        public readonly ?float $retryAfter = null,
    ) {
        $this->errorCode = self::text($details['code'] ?? null) ?? 'unexpected_answer';
        $this->param = self::text($details['param'] ?? null);
        $this->requestId = self::text($details['requestId'] ?? null);
        parent::__construct(self::text($details['error'] ?? null) ?? "HTTP status {$status}");
    }

    public function isPassing(): bool
    {
        return $this->status === 429 || $this->status >= 500;
    }

    private static function text(mixed $value): ?string
    {
        return is_string($value) && $value !== '' ? $value : null;
    }
}
