<?php
// Makes a payment link and prints the URL to share: KP_URL=… KP_KEY=… php create-link.php

$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => ['Authorization: Bearer ' . getenv('KP_KEY'), 'Content-Type: application/json'],
    'content' => json_encode(['title' => 'Bag of coffee', 'amount' => '12.50', 'currency' => 'USD']),
    'ignore_errors' => true, // read the body of errors too
]]);
$link = json_decode((string) file_get_contents(getenv('KP_URL') . '/api/v1/links', false, $context), true);
if (!isset($link['url'])) {
    throw new RuntimeException("{$link['code']}: {$link['error']}");
}
echo $link['url'], "\n";
