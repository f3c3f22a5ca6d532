<?php

declare(strict_types=1);

/** Asks the API, with a token or by the client's credentials; what is refused is thrown with all that is wrong. */
function ask(string $method, string $path, string $authorization, string $type, string $body, string $more = ''): array
{
    $context = stream_context_create(['http' => [
        'method' => $method,
        'header' => "Authorization: $authorization\r\nContent-Type: $type\r\n$more",
        'content' => $body,
        'ignore_errors' => true,
        'timeout' => 30,
    ]]);
    $answer = file_get_contents(getenv('ANTEROOM_URL') . $path, false, $context);
    if ($answer === false) {
        throw new RuntimeException("$path has no answer");
    }
    $data = json_decode($answer, true) ?? [];
    if (!preg_match('~^HTTP/\S+ 2~', $http_response_header[0])) {
        $errors = array_map(fn ($error) => "$error[pointer]: $error[message]", $data['errors'] ?? []);
        throw new RuntimeException(implode("\n", [$data['title'] ?? $http_response_header[0], ...$errors]));
    }
    return $data;
}

/** Books a session of a host and a guest. */
function book(string $start, string $end): array
{
    $credentials = base64_encode(getenv('ANTEROOM_CLIENT_ID') . ':' . getenv('ANTEROOM_CLIENT_SECRET'));
    $form = 'application/x-www-form-urlencoded';
    $token = ask('POST', '/v1/auth/token', "Basic $credentials", $form, 'grant_type=client_credentials');
    $session = [
        'session_name' => 'Follow-up',
        'start_time' => $start,
        'end_time' => $end,
        'participants' => [
            ['display_name' => 'Dr Vega', 'role' => 'host'],
            ['display_name' => 'Ana Lind', 'role' => 'guest'],
        ],
    ];
    // The same key again, after a try that had no answer, books nothing twice.
    $key = 'Idempotency-Key: ' . bin2hex(random_bytes(16)) . "\r\n";
    $bearer = "Bearer $token[access_token]";
    return ask('POST', '/v1/sessions', $bearer, 'application/json', json_encode($session, JSON_THROW_ON_ERROR), $key);
}
