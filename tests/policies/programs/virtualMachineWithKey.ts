import * as compute from "@pulumi/azure-native/compute";
import * as storage from "@pulumi/azure-native/storage";
import { interpolate, secret } from "@pulumi/pulumi";

/** A machine that mounts a share at its start, with the key in its custom data; and an extension that gets it protected. */
export function program() {
    const resourceGroupName = "machines";
    const account = new storage.StorageAccount("share", {
        resourceGroupName,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        keyPolicy: { keyExpirationPeriodInDays: 90 },
        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
    });
    const { keys } = storage.listStorageAccountKeysOutput({ resourceGroupName, accountName: account.name });
    const key = secret(keys.apply(([first]) => first?.value ?? ""));
    const mount = interpolate`#!/bin/sh\nmount -t cifs //${account.name}.file.core.windows.net/data /data -o username=${account.name},password=${key}\n`;
    const vm = new compute.VirtualMachine("vm", {
        resourceGroupName,
        osProfile: {
            computerName: "vm",
            adminUsername: "azureuser",
            customData: mount.apply((script) => Buffer.from(script).toString("base64")),
        },
    });
    new compute.VirtualMachineExtension("script", {
        resourceGroupName,
        vmName: vm.name,
        vmExtensionName: "script",
        publisher: "Microsoft.Azure.Extensions",
        type: "CustomScript",
        typeHandlerVersion: "2.1",
        settings: { fileUris: [interpolate`https://${account.name}.blob.core.windows.net/scripts/setup.sh`] },
        protectedSettings: {
            commandToExecute: "sh setup.sh",
            storageAccountName: account.name,
            storageAccountKey: key,
        },
    });
}
