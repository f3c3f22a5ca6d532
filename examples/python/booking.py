"""Books a consultation and prints each person's link: booking.py 2040-05-14T09:00:00Z 2040-05-14T09:30:00Z"""

import sys

from anteroom import Refused, book

try:
    session = book(*sys.argv[1:3])
except Refused as refused:
    sys.exit(str(refused))
for participant in session.participants:
    print(participant.display_name, participant.entry_url)
