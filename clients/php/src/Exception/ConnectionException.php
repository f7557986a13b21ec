<?php

declare(strict_types=1);

namespace KaspaPay\Exception;

/** No whole answer came: refused, cut off, or out of time. A POST may or may not have been carried out. */
final class ConnectionException extends KaspaPayException
{
    public function isPassing(): bool
    {
        return true;
    }
}
