import pulumi
import pulumi_two_key as two_key

config = pulumi.Config()
resource_group = config.require("resourceGroup")

uploads = two_key.RotatingKeyPair(
    "uploads",
    source={
        "storage_account": {
            "resource_group_name": resource_group,
            "account_name": config.require("account"),
        }
    },
    rotation_trigger=config.require("rotation"),
    rotate_every="90d",
    consumers=[
        {
            "key_vault_secret": {
                "resource_group_name": resource_group,
                "vault_name": config.require("vault"),
                "secret_name": "uploads",
                "content": {"content": "connectionString"},
                "apps_read": True,  # the app's identity may read this secret, and no other
            }
        },
        {
            "app_settings": {
                "resource_group_name": resource_group,
                "site": config.require("app"),
                "settings": {"UPLOADS": {"key_vault_reference": {"secret_name": "uploads"}}},
            }
        },
    ],
)

pulumi.export("activeSlot", uploads.active_slot)
