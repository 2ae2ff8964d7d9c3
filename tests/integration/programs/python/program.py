"""One `up` (or `destroy`) of a Pulumi program in Python, by the Automation API: a component of its own that contains a pair.

Usage: program.py COMMAND WORK_DIR STACK, with the stack's configuration and the inputs of the pair as JSON in the standard
input. Prints the outputs of the pair as JSON, and what the engine says on the standard error.
"""

import json
import sys

import pulumi
from pulumi import automation

OUTPUTS = ["activeSlot", "generation", "settled", "keyFingerprint", "secretUris", "gates", "key", "connectionString"]


class RotatingKeyPair(pulumi.ComponentResource):
    """What `pulumi package add` generates, in short: a remote component with the outputs of the schema."""

    def __init__(self, name: str, props: dict, opts: pulumi.ResourceOptions) -> None:
        super().__init__("two-key:index:RotatingKeyPair", name, {**dict.fromkeys(OUTPUTS), **props}, opts, remote=True)


class PhotoService(pulumi.ComponentResource):
    """A component of the program's own."""

    def __init__(self, name: str, props: dict) -> None:
        super().__init__("photos:index:PhotoService", name)
        # Outputs where a user would pass some.
        names = [pulumi.Output.from_input(part) for part in props["source"]["names"]]
        source = {**props["source"], "names": names}
        self.pair = RotatingKeyPair("uploads", {**props, "source": source}, pulumi.ResourceOptions(parent=self))
        self.register_outputs({})


def main() -> None:
    command, work_dir, stack_name = sys.argv[1:]
    request = json.load(sys.stdin)

    def program() -> None:
        pair = PhotoService("photos", request["inputs"]).pair
        for output in OUTPUTS:
            pulumi.export(output, getattr(pair, output))

    stack = automation.create_or_select_stack(
        stack_name,
        project_name="python-pair",
        program=program,
        opts=automation.LocalWorkspaceOptions(work_dir=work_dir),
    )

    stack.set_all_config({key: automation.ConfigValue(value) for key, value in request["config"].items()})

    def say(line: str) -> None:
        print(line, file=sys.stderr)

    if command == "destroy":
        stack.destroy(on_output=say)
    else:
        outputs = stack.up(on_output=say, refresh=command == "refresh").outputs
        print(json.dumps({name: {"value": output.value, "secret": output.secret} for name, output in outputs.items()}))


main()
