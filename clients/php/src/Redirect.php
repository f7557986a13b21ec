<?php

declare(strict_types=1);

namespace KaspaPay;

use KaspaPay\Exception\InvalidSecretException;
use KaspaPay\Exception\RedirectVerificationException;

/**
 * The local check of a customer's return to the shop.
 *
 * @phpstan-type SignedReturn array{paymentId: string, status: string, ts: string, orderId: ?string}
 */
final class Redirect
{
    /**
     * What a return says that the gateway signed. It proves that the gateway sent the customer, not that anybody paid.
     * `ts` is the time of signing in unix seconds.
     *
     * @param string|array<array-key, mixed> $return the URL, its path and query, or `$_GET`
     * @param string|list<string> $secret the store's redirect secret, or several while it is replaced
     * @return SignedReturn
     * @throws RedirectVerificationException when the gateway did not
     * @throws InvalidSecretException when a secret is not 64 hex digits
     */
    public static function verify(string|array $return, #[\SensitiveParameter] string|array $secret): array
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
        $isComplete = is_string($paymentId) && is_string($status) && is_string($ts) && is_string($given)
            && ($orderId === null || is_string($orderId));
        // Without the second line, text could move from one field into its neighbour under the same signature.
        $isSound = $isComplete
            && !str_contains($paymentId . $status, '.') && preg_match('/\A[0-9]{1,12}\z/', $ts) === 1;
        if (!$isSound) {
            throw self::unsigned();
        }
        $text = "{$paymentId}.{$status}.{$ts}" . ($orderId === null ? '' : ".{$orderId}");
        $fits = false;
        foreach ($secrets as $each) {
            // The key is the secret's text as it is shown, not the 32 bytes that it spells.
            $fits = hash_equals(hash_hmac('sha256', $text, $each), $given) || $fits;
        }
        if (!$fits) {
            throw self::unsigned();
        }
        return ['paymentId' => $paymentId, 'status' => $status, 'ts' => $ts, 'orderId' => $orderId];
    }

    private static function unsigned(): RedirectVerificationException
    {
        return new RedirectVerificationException('The gateway did not sign this return');
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
