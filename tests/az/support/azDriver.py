"""Runs commands of the Azure CLI in one process: a JSON array of arguments a line in, a JSON object a line out.

HOSTS names addresses as a file of hosts would: a JSON object of host names, each with the port on this machine.
"""

import io
import json
import os
import socket
import sys

from azure.cli.core import get_default_cli


HOSTS = json.loads(os.environ.get("HOSTS", "{}"))
resolve = socket.getaddrinfo


def resolve_known(host, port, *args, **kwargs):
    known = HOSTS.get(host)
    return resolve(host, port, *args, **kwargs) if known is None else resolve("127.0.0.1", known, *args, **kwargs)


socket.getaddrinfo = resolve_known


class Current(io.TextIOBase):
    """Log handlers keep the stream that they were made with; this one writes to the buffer of the command that runs."""

    buffer_now = io.StringIO()

    def write(self, text):
        return self.buffer_now.write(text)


def run(args):
    out, Current.buffer_now = io.StringIO(), io.StringIO()
    try:
        code = get_default_cli().invoke(args, out_file=out)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except Exception as error:  # What a person sees as a stack trace.
        code = 1
        Current.buffer_now.write(f"{type(error).__name__}: {error}")
    return {"exitCode": code, "stdout": out.getvalue(), "stderr": Current.buffer_now.getvalue()}


answers = sys.stdout
sys.stderr = sys.stdout = Current()
for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), file=answers, flush=True)
