<?php

declare(strict_types=1);

namespace KaspaPay;

use KaspaPay\Exception\ApiException;
use KaspaPay\Exception\KaspaPayException;
use KaspaPay\Exception\ConnectionException;

/** One call to the gateway over HTTP, with retries. */
final class Transport
{
    private const LONGEST_BACKOFF_SECONDS = 8.0;
    /** A longer Retry-After is the caller's decision: it gets the exception with `retryAfter`. */
    private const LONGEST_WAIT_SECONDS = 60.0;
    private const PAGE_SIZE = 100;

    private readonly string $root;

    public function __construct(
        string $baseUrl,
        #[\SensitiveParameter] private readonly string $apiKey,
        private readonly float $timeoutSeconds,
        private readonly int $maxRetries,
        private readonly float $backoffSeconds,
    ) {
        if (preg_match('~\Ahttps?://[^/]+~i', $baseUrl) !== 1) {
            throw new \InvalidArgumentException(
                'baseUrl is the gateway\'s URL, for example https://pay.example.com',
            );
        }
        if (preg_match('/\A[!-~]+\z/', $apiKey) !== 1) {
            throw new \InvalidArgumentException('apiKey is empty, or holds a blank or a line break');
        }
        $this->root = (string) preg_replace('~(/api(/v1)?)?/*\z~', '', $baseUrl, 1);
    }

    /**
     * The parsed answer. A POST that may have been carried out is retried only with a key of the caller, or when it is
     * repeatable.
     *
     * @param array<string, mixed> $query
     * @param array<string, mixed> $body
     * @return array<mixed>
     * @throws ApiException|ConnectionException once another try is no use or the retries are used up
     */
    public function call(
        string $method,
        string $path,
        array $query = [],
        array $body = [],
        ?string $idempotencyKey = null,
        bool $isRepeatable = false,
    ): array {
        $isRepeatable = $isRepeatable || $method !== 'POST' || $idempotencyKey !== null;
        $text = static fn(mixed $each): mixed => is_bool($each) ? ($each ? 'true' : 'false') : $each;
        $texts = array_map($text, $query);
        $url = "{$this->root}/api/v1{$path}" . ($texts === [] ? '' : '?' . http_build_query($texts));
        $headers = ["Authorization: Bearer {$this->apiKey}", 'User-Agent: kaspa-pay-php/0.1.0'];
        $payload = null;
        if ($method === 'POST') {
            // Made once, so that a retry after a lost answer gets the first answer again.
            $key = $idempotencyKey ?? bin2hex(random_bytes(16));
            if (preg_match('/\A[^\x00-\x1f\x7f]*[^\x00-\x20\x7f]\z/', $key) !== 1) {
                throw new \InvalidArgumentException('The idempotency key is blank or holds a control character');
            }
            $headers[] = "Idempotency-Key: {$key}";
        }
        if ($method !== 'GET' && $method !== 'DELETE') {
            $headers[] = 'Content-Type: application/json';
            $payload = json_encode((object) $body, JSON_THROW_ON_ERROR);
        }
        for ($retries = 0; ; $retries++) {
            try {
                return $this->attempt($method, $url, $headers, $payload);
            } catch (ApiException | ConnectionException $error) {
                if (!$isRepeatable && self::isLost($error)) {
                    throw $error;
                }
                $wait = $this->waitBeforeRetry($error, $retries) ?? throw $error;
            }
            usleep((int) ($wait * 1_000_000));
        }
    }

    /**
     * A call that the gateway carries out once per idempotency key.
     *
     * @param array<string, mixed> $params
     * @return array<mixed>
     */
    public function create(string $path, array $params, ?string $idempotencyKey): array
    {
        return $this->call('POST', $path, [], $params, $idempotencyKey, isRepeatable: true);
    }

    /**
     * The rows of all pages, newest first. A page is asked for when its first row is.
     *
     * @param array<string, mixed> $filters
     * @return \Generator<int, array<string, mixed>>
     */
    public function pages(string $path, array $filters): \Generator
    {
        $query = $filters + ['limit' => self::PAGE_SIZE];
        do {
            /** @var array{data: list<array<string, mixed>>, nextCursor: ?string} $page */
            $page = $this->call('GET', $path, $query);
            foreach ($page['data'] as $row) {
                yield $row;
            }
            $query['cursor'] = $page['nextCursor'];
        } while ($query['cursor'] !== null);
    }

    /** Whether a call may have been carried out although no answer says so. */
    private static function isLost(ApiException | ConnectionException $error): bool
    {
        return $error instanceof ConnectionException
            || ($error->status >= 500 && ($error->status !== 503 || $error->retryAfter === null));
    }

    /** Seconds; null when the error is final. */
    private function waitBeforeRetry(KaspaPayException $error, int $retries): ?float
    {
        $asked = $error instanceof ApiException ? $error->retryAfter ?? 0.0 : 0.0;
        if (!$error->isPassing() || $retries >= $this->maxRetries || $asked > self::LONGEST_WAIT_SECONDS) {
            return null;
        }
        $backoff = min($this->backoffSeconds * 2 ** $retries, self::LONGEST_BACKOFF_SECONDS);
        // Half of it by chance, so that many clients do not come back at the same moment.
        return max($asked, $backoff * random_int(500, 1000) / 1000);
    }

    /**
     * @param list<string> $headers
     * @return array<mixed>
     */
    private function attempt(string $method, string $url, array $headers, ?string $payload): array
    {
        $retryAfter = null;
        $curl = curl_init();
        curl_setopt_array($curl, [
            CURLOPT_URL => $url,
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_HTTPHEADER => $headers,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT_MS => max(1, (int) ($this->timeoutSeconds * 1000)),
            CURLOPT_NOSIGNAL => true,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_HEADERFUNCTION => static function (\CurlHandle $_, string $line) use (&$retryAfter): int {
                if (stripos($line, 'retry-after:') === 0) {
                    $retryAfter = trim(substr($line, strlen('retry-after:')));
                }
                return strlen($line);
            },
        ] + ($payload === null ? [] : [CURLOPT_POSTFIELDS => $payload]));
        $answer = curl_exec($curl);
        if (!is_string($answer)) {
            throw new ConnectionException("{$method} {$url}: " . curl_error($curl));
        }
        $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        $parsed = json_decode($answer, true, 512, JSON_BIGINT_AS_STRING);
        if ($status >= 200 && $status < 300 && ($answer === '' || is_array($parsed))) {
            return is_array($parsed) ? $parsed : [];
        }
        throw new ApiException($status, is_array($parsed) ? $parsed : [], self::secondsOf($retryAfter));
    }

    /** Seconds from now; null when the header is absent or is neither seconds nor an HTTP date. */
    private static function secondsOf(?string $retryAfter): ?float
    {
        if ($retryAfter === null || preg_match('/\A[0-9]{1,9}\z/', $retryAfter) === 1) {
            return $retryAfter === null ? null : (float) $retryAfter;
        }
        $at = \DateTimeImmutable::createFromFormat('D, d M Y H:i:s \G\M\T', $retryAfter, new \DateTimeZone('UTC'));
        return $at === false ? null : max(0.0, $at->getTimestamp() - microtime(true));
    }
}
