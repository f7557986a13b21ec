<?php

declare(strict_types=1);

namespace KaspaPay;

use KaspaPay\Exception\InvalidSecretException;
use KaspaPay\Exception\WebhookVerificationException;

/**
 * The check of webhook deliveries by Standard Webhooks.
 *
 * `data` holds `payment`, `refund`, `payout` and others, by the event. `sequence` rises with the events of one payment:
 * never go back to a lower one; it is null where an event is about none.
 *
 * @phpstan-type Event array{id: string, event: string, timestamp: string, sequence: ?int, storeId: string,
 *   livemode: bool, data: array{payment?: array<string, mixed>, ...}, ...}
 */
final class Webhook
{
    /** A rotation sends two; many more would only cost time. */
    private const MAX_SIGNATURES = 10;
    private const SHA256_BYTES = 32;

    /**
     * Checks a delivery and returns its event.
     *
     * @param string|list<string> $secret the endpoint's `whsec_…`, or several while you rotate
     * @param array<array-key, mixed> $headers `getallheaders()`, or the headers of a framework: texts or lists of one
     * @param string $body the raw body: `file_get_contents('php://input')`. A parsed one that was written again has
     *   other bytes
     * @param ?int $now unix seconds, the machine's clock by default
     * @return Event
     * @throws WebhookVerificationException|InvalidSecretException
     */
    public static function verify(
        #[\SensitiveParameter] string|array $secret,
        array $headers,
        string $body,
        int $toleranceSeconds = 300,
        ?int $now = null,
    ): array {
        $keys = array_map(self::key(...), (array) $secret);
        if ($keys === []) {
            throw new InvalidSecretException('No webhook secret given');
        }
        $id = self::header($headers, 'webhook-id');
        $timestamp = self::header($headers, 'webhook-timestamp');
        $given = self::signatures(self::header($headers, 'webhook-signature'));
        self::checkAge($timestamp, $now ?? time(), $toleranceSeconds);
        // All pairs are compared, so the time does not tell which secret fits.
        $fits = false;
        foreach ($keys as $key) {
            $expected = hash_hmac('sha256', "{$id}.{$timestamp}.{$body}", $key, true);
            foreach ($given as $signature) {
                $fits = hash_equals($expected, $signature) || $fits;
            }
        }
        if (!$fits) {
            throw self::refusal('signature_mismatch', 'No signature fits this body, id and timestamp');
        }
        $event = json_decode($body, true, 512, JSON_BIGINT_AS_STRING);
        if (!is_array($event)) {
            throw self::refusal('invalid_body', 'The signed body is not a JSON object');
        }
        /** @var Event */
        return $event;
    }

    private static function key(#[\SensitiveParameter] string $secret): string
    {
        $key = str_starts_with($secret, 'whsec_') ? self::strictBase64(substr($secret, strlen('whsec_'))) : null;
        if ($key === null || strlen($key) < 24 || strlen($key) > 64) {
            throw new InvalidSecretException('A webhook secret is "whsec_" followed by base64 of 24 to 64 bytes');
        }
        return $key;
    }

    private static function strictBase64(string $text): ?string
    {
        $fits = strlen($text) % 4 === 0 && preg_match('~\A[A-Za-z0-9+/]+={0,2}\z~', $text) === 1;
        $bytes = $fits ? base64_decode($text, true) : false;
        return $bytes === false ? null : $bytes;
    }

    /** @param array<array-key, mixed> $headers */
    private static function header(array $headers, string $name): string
    {
        $values = [];
        foreach ($headers as $key => $value) {
            if (strtolower((string) $key) === $name) {
                $values = [...$values, ...array_values((array) $value)];
            }
        }
        // The gateway never sends two values, so they are neither joined nor chosen from.
        if (count($values) !== 1 || !is_string($values[0]) || $values[0] === '') {
            throw self::refusal('missing_header', "Header {$name} is missing");
        }
        return $values[0];
    }

    /** @return non-empty-list<string> */
    private static function signatures(string $header): array
    {
        $found = [];
        foreach (array_slice(explode(' ', $header), 0, self::MAX_SIGNATURES) as $part) {
            $bytes = str_starts_with($part, 'v1,') ? self::strictBase64(substr($part, strlen('v1,'))) : null;
            if ($bytes !== null && strlen($bytes) === self::SHA256_BYTES) {
                $found[] = $bytes;
            }
        }
        return $found !== [] ? $found : throw self::refusal(
            'malformed_signature',
            'No v1 signature of 32 bytes in the header',
        );
    }

    private static function checkAge(string $timestamp, int $now, int $toleranceSeconds): void
    {
        if (preg_match('/\A[0-9]{1,12}\z/', $timestamp) !== 1) {
            throw self::refusal('invalid_timestamp', 'webhook-timestamp is not unix seconds');
        }
        $age = $now - (int) $timestamp;
        if ($age > $toleranceSeconds) {
            throw self::refusal('timestamp_too_old', "Sent {$age} seconds ago");
        }
        if (-$age > $toleranceSeconds) {
            throw self::refusal('timestamp_too_new', 'Sent ' . -$age . ' seconds in the future');
        }
    }

    private static function refusal(string $reason, string $message): WebhookVerificationException
    {
        return new WebhookVerificationException($reason, $message);
    }
}
