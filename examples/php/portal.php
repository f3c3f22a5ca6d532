<?php

// A page with the room in it: php -S 127.0.0.1:8000 portal.php. Each visitor is the guest of a session of their own.

declare(strict_types=1);

require __DIR__ . '/anteroom.php';

// In practice the session was booked long before, and the visitor has signed in.
$participants = book(gmdate(DATE_RFC3339), gmdate(DATE_RFC3339, time() + 1800))['participants'];
$guest = array_values(array_filter($participants, fn ($one) => $one['role'] === 'GUEST'))[0];
$script = htmlspecialchars(getenv('ANTEROOM_URL') . '/embed.js');
// The link is a key: no cache may keep it.
header('Cache-Control: no-store');
?>
<!doctype html>
<html lang="en">
<title>Your consultation</title>
<script type="module" src="<?= $script ?>"></script>
<script type="module">
  const session = document.querySelector('anteroom-session')
  session.addEventListener('left', ({ detail }) => { document.querySelector('output').value = detail.reason })
  document.querySelector('button').onclick = () => session.mute()
</script>
<button>Mute me</button> <output></output>
<anteroom-session entry-url="<?= htmlspecialchars($guest['entry_url']) ?>" title="Consultation with Dr Vega" style="height: 80vh"></anteroom-session>
