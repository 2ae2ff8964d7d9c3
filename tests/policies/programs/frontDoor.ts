import * as cdn from "@pulumi/azure-native/cdn";
import * as network from "@pulumi/azure-native/network";

/** Front Door with a firewall and rules. */
export function program() {
    const resourceGroupName = "edge";
    const profile = new cdn.Profile("edge", { resourceGroupName, sku: { name: "Premium_AzureFrontDoor" } });
    const endpoint = new cdn.AFDEndpoint("endpoint", {
        resourceGroupName,
        profileName: profile.name,
        enabledState: "Enabled",
    });
    const rules = new cdn.RuleSet("rules", { resourceGroupName, profileName: profile.name });
    new cdn.Rule("security", {
        resourceGroupName,
        profileName: profile.name,
        ruleSetName: rules.name,
        order: 1,
        actions: [
            {
                name: "ModifyResponseHeader",
                parameters: {
                    typeName: "DeliveryRuleHeaderActionParameters",
                    headerAction: "Overwrite",
                    headerName: "Content-Security-Policy",
                    value: "script-src 'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=='",
                },
            },
        ],
    });
    new network.PublicIPAddress("ip", { resourceGroupName, sku: { name: "Standard" } });
    return { host: endpoint.hostName };
}
