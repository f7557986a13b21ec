<?php

declare(strict_types=1);

namespace KaspaPay\Exception;

/** Base of all exceptions of this package. */
class KaspaPayException extends \RuntimeException
{
}
