<?php
// Lets PHP parse every file below the given paths, in one process a file.
declare(strict_types=1);

$failed = 0;
foreach (array_slice($argv, 1) as $path) {
    $files = is_file($path) ? [$path] : new RecursiveIteratorIterator(new RecursiveDirectoryIterator($path));
    foreach ($files as $file) {
        if (!str_ends_with((string) $file, '.php')) {
            continue;
        }
        exec(escapeshellarg(PHP_BINARY) . ' -l ' . escapeshellarg((string) $file), $output, $code);
        if ($code !== 0) {
            $failed++;
            echo implode("\n", $output), "\n";
        }
        $output = [];
    }
}
exit($failed === 0 ? 0 : 1);
