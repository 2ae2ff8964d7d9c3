import * as network from "@pulumi/azure-native/network";

/** Networks, a VPN with a shared key of its own, a firewall: nothing of this project's. */
export function program() {
    const resourceGroupName = "network";
    const hub = new network.VirtualNetwork("hub", {
        resourceGroupName,
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    });
    const spoke = new network.VirtualNetwork("spoke", {
        resourceGroupName,
        addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
    });
    new network.VirtualNetworkPeering("peering", {
        resourceGroupName,
        virtualNetworkName: hub.name,
        remoteVirtualNetwork: { id: spoke.id },
        allowForwardedTraffic: true,
    });
    new network.NetworkSecurityGroup("rules", {
        resourceGroupName,
        securityRules: [
            {
                name: "https",
                priority: 100,
                direction: "Inbound",
                access: "Allow",
                protocol: "Tcp",
                sourceAddressPrefix: "Internet",
                sourcePortRange: "*",
                destinationAddressPrefix: "*",
                destinationPortRange: "443",
            },
        ],
    });
    return { hub: hub.id };
}
