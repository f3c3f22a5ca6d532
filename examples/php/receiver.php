<?php

// Receives webhooks: php -S 127.0.0.1:8000 receiver.php

declare(strict_types=1);

const MAX_BYTES = 100_000;
const MAX_AGE_SECONDS = 300;

function isFromAnteroom(string $id, string $at, string $signatures, string $body): bool
{
    $key = base64_decode(str_replace('whsec_', '', (string) getenv('ANTEROOM_WEBHOOK_SECRET')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$at.$body", $key, true));
    foreach (explode(' ', $signatures) as $given) {
        if (hash_equals($expected, $given)) {
            return abs(time() - (int) $at) <= MAX_AGE_SECONDS;
        }
    }
    return false;
}

/** Whole or not at all; false when it is here already. */
function store(string $id, string $body): bool
{
    $inbox = getenv('INBOX') ?: 'inbox';
    is_dir($inbox) || mkdir($inbox);
    $half = tempnam($inbox, '.');
    file_put_contents($half, $body);
    $isNew = @link($half, "$inbox/$id.json");
    unlink($half);
    if (!$isNew && !file_exists("$inbox/$id.json")) {
        throw new RuntimeException("$inbox cannot be written to");
    }
    return $isNew;
}

$body = file_get_contents('php://input', false, null, 0, MAX_BYTES + 1);
if (strlen($body) > MAX_BYTES) {
    http_response_code(413);
    exit;
}
$id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
$at = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
if (!isFromAnteroom($id, $at, $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '', $body)) {
    http_response_code(400);
    exit;
}
$isNew = store($id, $body);
http_response_code(204);
if ($isNew) {
    // What takes longer is done by another program, which looks into the inbox.
    $event = json_decode($body, true);
    error_log($event['type'] . ' ' . ($event['payload']['sessionId'] ?? ''));
}
