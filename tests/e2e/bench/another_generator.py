# Logs of another generator, so that no figure is tuned to our own: the package
# faker-observability-provider writes the lines, of traces through a dozen services (JSON lines) or of
# a front door (combined access log). This sets the seed, the times and the size.
#
#   python another_generator.py json|access MEBIBYTES OUT
#
# Does not: write a line of its own.

import random
import sys
from datetime import datetime, timedelta, timezone
from itertools import count

from faker import Faker
from faker_observability import ObservabilityProvider

START = datetime(2026, 3, 1, 8, tzinfo=timezone.utc)
DAY = timedelta(hours=12)
# About how many of them make a mebibyte, to spread them over the day.
TRACES_IN_MEBIBYTE = 280
RECORDS_IN_MEBIBYTE = 6_700


def traces(fake, step):
    """Records of one trace after the other, which overlap as those of real services do."""
    for at in count():
        for span in fake.trace(start_time=START + at * step):
            yield fake.log_line(fmt="json", span=span)


def requests(fake, step):
    """Records of a front door, in the order of time."""
    for at in count():
        record = fake.log_record()
        record["timestamp"] = START + at * step
        yield fake.log_line(fmt="apache_combined", record=record)


def main(kind, mebibytes, out):
    random.seed(1)
    fake = Faker()
    fake.seed_instance(1)
    fake.add_provider(ObservabilityProvider)
    lines, in_mebibyte = {"json": (traces, TRACES_IN_MEBIBYTE), "access": (requests, RECORDS_IN_MEBIBYTE)}[kind]
    left = mebibytes * 2**20
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for line in lines(fake, DAY / (mebibytes * in_mebibyte)):
            left -= len(line.encode()) + 1
            if left < 0:
                return
            file.write(f"{line}\n")


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
