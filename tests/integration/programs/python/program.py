"""One `up` (or `destroy`) of a Pulumi program in Python, by the Automation API: a component of its own that contains a pair, or the
program that the request names by its path.

Usage: program.py COMMAND WORK_DIR STACK, with the stack's configuration and what it varies in the pair as JSON in the standard
input. Prints the outputs of the pair as JSON, and what the engine says on the standard error.
"""

import json
import runpy
import sys

import pulumi
import pulumi_two_key as two_key
from pulumi import automation

OUTPUTS = {
    "activeSlot": "active_slot",
    "generation": "generation",
    "settled": "settled",
    "keyFingerprint": "key_fingerprint",
    "secretUris": "secret_uris",
    "gates": "gates",
    "key": "key",
    "connectionString": "connection_string",
}

GATES = {
    "accepted": two_key.GateArgs(key_accepted=two_key.KeyAcceptedGateArgs()),
    "failing": two_key.GateArgs(command=two_key.CommandGateArgs(argv=["sh", "-c", "echo no; exit 1"])),
    "none that there is": {"patience": {}},
}


class PhotoService(pulumi.ComponentResource):
    """A component of the program's own."""

    def __init__(self, name: str, group: str, account: str, rotation: str, gate: str) -> None:
        super().__init__("photos:index:PhotoService", name)
        self.pair = two_key.RotatingKeyPair(
            "uploads",
            source=two_key.SourceArgs(
                # Outputs where a user would pass some.
                storage_account=two_key.StorageAccountSourceArgs(
                    resource_group_name=pulumi.Output.from_input(group), account_name=pulumi.Output.from_input(account)
                )
            ),
            rotation_trigger=rotation,
            propagation=two_key.PropagationArgs(interval="100ms"),
            consumers=[
                two_key.ConsumerArgs(
                    key_vault_secret=two_key.KeyVaultSecretArgs(
                        resource_group_name=group, vault_name=f"vault-{account}", secret_name="uploads"
                    )
                ),
                # Dictionaries do as well.
                {
                    "app_settings": {
                        "resource_group_name": group,
                        "site": f"web-{account}",
                        "settings": {
                            "UPLOADS": {"key_vault_reference": {"secret_name": "uploads"}},
                            "UPLOADS_CONNECTION": {"content": "connectionString"},
                        },
                    }
                },
                {
                    "connection_strings": {
                        "resource_group_name": group,
                        "site": f"web-{account}",
                        "connection_strings": {"Uploads": {"value": {"content": "connectionString"}, "type": "Custom"}},
                    }
                },
            ],
            gates=[GATES[gate]],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({})


def main() -> None:
    command, work_dir, stack_name = sys.argv[1:]
    request = json.load(sys.stdin)

    def program() -> None:
        if "program" in request:
            runpy.run_path(request["program"], run_name="__main__")
            return
        pair = PhotoService("photos", **request["pair"]).pair
        for name, attribute in OUTPUTS.items():
            pulumi.export(name, getattr(pair, attribute))

    stack = automation.create_or_select_stack(
        stack_name,
        project_name=request["project"],
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
