<?php
// Prints all payments, the newest first: KP_URL=… KP_KEY=… php list-all.php

$context = stream_context_create(['http' => [
    'header' => 'Authorization: Bearer ' . getenv('KP_KEY'),
    'ignore_errors' => true,
]]);
$cursor = null;
do {
    $query = http_build_query(['limit' => 100] + ($cursor === null ? [] : ['cursor' => $cursor]));
    $page = json_decode((string) file_get_contents(getenv('KP_URL') . "/api/v1/payments?$query", false, $context), true);
    if (!isset($page['data'])) {
        throw new RuntimeException("{$page['code']}: {$page['error']}");
    }
    foreach ($page['data'] as $payment) {
        echo "{$payment['id']} {$payment['status']} {$payment['amountReceived']}\n";
    }
    $cursor = $page['nextCursor'];
} while ($cursor !== null);
