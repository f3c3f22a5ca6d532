<?php

// Books a consultation and prints each person's link: php booking.php 2040-05-14T09:00:00Z 2040-05-14T09:30:00Z

declare(strict_types=1);

require __DIR__ . '/anteroom.php';

try {
    foreach (book($argv[1] ?? '', $argv[2] ?? '')['participants'] as $participant) {
        echo "$participant[display_name] $participant[entry_url]\n";
    }
} catch (RuntimeException $problem) {
    fwrite(STDERR, $problem->getMessage() . "\n");
    exit(1);
}
