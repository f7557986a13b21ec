<?php

declare(strict_types=1);

namespace KaspaPay\Exception;

/** Base of all exceptions of this package. */
class KaspaPayException extends \RuntimeException
{
    /** Whether a call may succeed later: no answer, too many calls, or a fault of the gateway. */
    public function isPassing(): bool
    {
        return false;
    }
}
