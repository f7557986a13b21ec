<?php

declare(strict_types=1);

namespace KaspaPay\Exception;

/** Your own secret is missing or has another form: a mistake of the configuration, not of the caller. */
final class InvalidSecretException extends KaspaPayException
{
}
