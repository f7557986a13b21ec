<?php
// Follows a payment to its end, without a key; ends with 0 when it is confirmed: php poll.php pay_…

$last = '';
while (true) {
    $context = stream_context_create(['http' => ['ignore_errors' => true]]);
    $url = getenv('KP_URL') . "/api/v1/payments/$argv[1]/status";
    $answer = json_decode((string) file_get_contents($url, false, $context), true);
    if (!isset($answer['status'])) {
        throw new RuntimeException("{$answer['code']}: {$answer['error']}");
    }
    if ($answer['status'] !== $last) {
        echo $last = $answer['status'], "\n";
    }
    if (!in_array($last, ['pending', 'underpaid', 'confirming'], true)) {
        exit($last === 'confirmed' ? 0 : 1);
    }
    sleep(3);
}
