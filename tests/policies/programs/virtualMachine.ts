import * as compute from "@pulumi/azure-native/compute";
import * as network from "@pulumi/azure-native/network";
import { RandomPassword } from "@pulumi/random";

/** A virtual machine with cloud-init, SSH and a nightly job. */
export function program() {
    const resourceGroupName = "machines";
    const vnet = new network.VirtualNetwork("net", {
        resourceGroupName,
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [{ name: "default", addressPrefix: "10.0.1.0/24" }],
    });
    const nic = new network.NetworkInterface("nic", {
        resourceGroupName,
        ipConfigurations: [{ name: "ip", subnet: { id: vnet.subnets.apply((subnets) => subnets?.[0]?.id ?? "") } }],
    });
    const cloudInit = [
        "#cloud-config",
        "packages: [nginx, jq]",
        "write_files:",
        "  - path: /etc/cron.d/backup",
        "    content: 0 3 * * * root az login --identity && az storage blob sync --auth-mode login -c backup -s /data",
        "  - path: /etc/checksum",
        "    content: sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
    ].join("\n");
    new compute.VirtualMachine("vm", {
        resourceGroupName,
        identity: { type: "SystemAssigned" },
        hardwareProfile: { vmSize: "Standard_B2s" },
        networkProfile: { networkInterfaces: [{ id: nic.id }] },
        osProfile: {
            computerName: "vm",
            adminUsername: "azureuser",
            adminPassword: new RandomPassword("password", { length: 24 }).result,
            customData: Buffer.from(cloudInit).toString("base64"),
        },
        storageProfile: {
            imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
            osDisk: { createOption: "FromImage", managedDisk: { storageAccountType: "StandardSSD_LRS" } },
        },
        diagnosticsProfile: { bootDiagnostics: { enabled: true } },
    });
}
