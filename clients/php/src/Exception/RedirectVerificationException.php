<?php

declare(strict_types=1);

namespace KaspaPay\Exception;

/** The gateway did not sign this return. */
final class RedirectVerificationException extends KaspaPayException
{
}
