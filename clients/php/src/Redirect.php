<?php

declare(strict_types=1);

namespace KaspaPay;

use KaspaPay\Exception\InvalidSecretException;

/**
 * The local check of a customer's return to the shop.
 *
 * @phpstan-type SignedReturn array{paymentId: string, status: string, ts: string, orderId: ?string}
 */
final class Redirect
{
    /**
     * What the return says, or null when the gateway did not sign it. It proves that the gateway sent the customer,
     * not that anybody paid. `ts` is the time of signing in unix seconds.
     *
     * @param string|array<array-key, mixed> $return the URL, its path and query, or `$_GET`
     * @param string|list<string> $secret the store's redirect secret, or several while it is replaced
     * @return ?SignedReturn
     * @throws InvalidSecretException when a secret is not 64 hex digits
     */
    public static function verify(string|array $return, #[\SensitiveParameter] string|array $secret): ?array
    {
        $secrets = (array) $secret;
        foreach ($secrets === [] ? [''] : $secrets as $each) {
            if (preg_match('/\A[0-9a-f]{64}\z/', $each) !== 1) {
                throw new InvalidSecretException('A redirect secret is 64 hex digits, as the dashboard shows them');
            }
        }
        $query = is_string($return) ? self::query($return) : $return;
        $paymentId = $query['paymentId'] ?? null;
        $status = $query['status'] ?? null;
        $ts = $query['ts'] ?? null;
        $orderId = $query['orderId'] ?? null;
        $given = $query['sig'] ?? null;
        if (!is_string($paymentId) || !is_string($status) || !is_string($ts) || !is_string($given)) {
            return null;
        }
        // Without this, text could move from one field into its neighbour under the same signature.
        if (str_contains($paymentId . $status, '.') || preg_match('/\A[0-9]{1,12}\z/', $ts) !== 1) {
            return null;
        }
        if ($orderId !== null && !is_string($orderId)) {
            return null;
        }
        $text = "{$paymentId}.{$status}.{$ts}" . ($orderId === null ? '' : ".{$orderId}");
        $fits = false;
        foreach ($secrets as $each) {
            // The key is the secret's text as it is shown, not the 32 bytes that it spells.
            $fits = hash_equals(hash_hmac('sha256', $text, $each), $given) || $fits;
        }
        return $fits ? ['paymentId' => $paymentId, 'status' => $status, 'ts' => $ts, 'orderId' => $orderId] : null;
    }

    /**
     * A field that comes twice could be read differently here and in the shop: its value is an array, which is refused.
     *
     * @return array<array-key, mixed>
     */
    private static function query(string $url): array
    {
        $fields = [];
        foreach (explode('&', explode('?', explode('#', $url, 2)[0], 2)[1] ?? '') as $pair) {
            [$name, $value] = array_map(urldecode(...), explode('=', $pair, 2)) + ['', ''];
            $fields[$name] = isset($fields[$name]) ? [$fields[$name], $value] : $value;
        }
        return $fields;
    }
}
