import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { anyName, named, nested } from "./resourceNames";

const serviceName = named(
    "serviceName",
    /^[a-zA-Z](?:[a-zA-Z0-9-]{0,48}[a-zA-Z0-9])?$/,
    "must be 1 to 50 letters, digits and hyphens, beginning with a letter",
);

const keys = {
    ...keyAlone,
    apiVersion: "2024-05-01",
    slots: ["primary", "secondary"],
    keyEncoding: "text",
    // Gateways keep what they know of keys for a while, and no call says that one is known to all of them.
    acceptedWithin: "10m",
} as const satisfies Partial<AzureService>;

const secrets = {
    ...keys,
    list: {
        method: "POST",
        action: "listSecrets",
        keysIn: fields({ primary: "primaryKey", secondary: "secondaryKey" }),
    },
    regenerate: {
        kind: "action",
        action: (slot: string) => (slot === "primary" ? "regeneratePrimaryKey" : "regenerateSecondaryKey"),
    },
} as const satisfies Partial<AzureService>;

/** API Management: text of 32 characters; a gateway's are longer. */
export const apiManagementRows = {
    apiManagementSubscription: {
        ...secrets,
        title: "API Management subscription",
        type: "Microsoft.ApiManagement/service/subscriptions",
        names: [serviceName, anyName("sid")],
        withoutKeys:
            "Set `subscriptionRequired: false` on the product and let a `validate-jwt` policy ask for a token.",
        example: {
            args: { serviceName: "apis", sid: "partner" },
            id: "Microsoft.ApiManagement/service/apis/subscriptions/partner",
            connectionString: "{key}",
        },
    },
    apiManagementWorkspaceSubscription: {
        ...secrets,
        title: "API Management subscription of a workspace",
        type: "Microsoft.ApiManagement/service/workspaces/subscriptions",
        names: [serviceName, anyName("workspaceId"), anyName("sid")],
        withoutKeys:
            "Set `subscriptionRequired: false` on the product and let a `validate-jwt` policy ask for a token.",
        example: {
            args: { serviceName: "apis", workspaceId: "team", sid: "partner" },
            id: "Microsoft.ApiManagement/service/apis/workspaces/team/subscriptions/partner",
            connectionString: "{key}",
        },
    },
    apiManagementTenantAccess: {
        ...secrets,
        title: "API Management direct management API and Git access",
        type: "Microsoft.ApiManagement/service/tenant",
        names: [serviceName, anyName("accessName")],
        alsoInvalidates: "SAS tokens of the direct management API that were signed with the key stop working.",
        withoutKeys: "Use Azure Resource Manager instead, and set `enabled: false` on the tenant access.",
        example: {
            args: { serviceName: "apis", accessName: "access" },
            id: "Microsoft.ApiManagement/service/apis/tenant/access",
            connectionString: "{key}",
        },
    },
    apiManagementGateway: {
        ...keys,
        title: "API Management self-hosted gateway",
        type: "Microsoft.ApiManagement/service/gateways",
        names: [serviceName, anyName("gatewayId")],
        list: {
            method: "POST",
            action: "listKeys",
            keysIn: fields({ primary: "primary", secondary: "secondary" }),
        },
        regenerate: { kind: "action", action: () => "regenerateKey", body: (slot) => ({ keyType: slot }) },
        alsoInvalidates: "Gateway tokens that were made with the key stop working.",
        withoutKeys: "Let the gateway sign in with Microsoft Entra ID.",
        example: {
            args: { serviceName: "apis", gatewayId: "edge" },
            id: "Microsoft.ApiManagement/service/apis/gateways/edge",
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `apiManagementSubscription`. */
export interface ApiManagementSubscriptionSource extends ResourcePlace {
    /** Name of the API Management service. */
    readonly serviceName: Input<string>;
    /** Name of the subscription. */
    readonly sid: Input<string>;
}

/** Arguments of `apiManagementWorkspaceSubscription`. */
export interface ApiManagementWorkspaceSubscriptionSource extends ApiManagementSubscriptionSource {
    /** Name of the workspace in the service. */
    readonly workspaceId: Input<string>;
}

/** Arguments of `apiManagementTenantAccess`. */
export interface ApiManagementTenantAccessSource extends ResourcePlace {
    /** Name of the API Management service. */
    readonly serviceName: Input<string>;
    /** `access` (the direct management API) or `gitAccess`. */
    readonly accessName: Input<string>;
}

/** Arguments of `apiManagementGateway`. */
export interface ApiManagementGatewaySource extends ResourcePlace {
    /** Name of the API Management service. */
    readonly serviceName: Input<string>;
    /** Name of the self-hosted gateway. */
    readonly gatewayId: Input<string>;
}

/** The keys of a subscription of API Management, `primary` and `secondary`. */
export function apiManagementSubscription(source: ApiManagementSubscriptionSource): KeySource {
    const { serviceName: service, sid, ...place } = source;
    return sourceOf({ service: "apiManagementSubscription", name: nested(service, sid), ...place });
}

/** The keys of a subscription of a workspace of API Management, `primary` and `secondary`. */
export function apiManagementWorkspaceSubscription(source: ApiManagementWorkspaceSubscriptionSource): KeySource {
    const { serviceName: service, workspaceId, sid, ...place } = source;
    return sourceOf({
        service: "apiManagementWorkspaceSubscription",
        name: nested(service, workspaceId, sid),
        ...place,
    });
}

/** The keys of API Management's direct management API or of its Git access, `primary` and `secondary`. */
export function apiManagementTenantAccess(source: ApiManagementTenantAccessSource): KeySource {
    const { serviceName: service, accessName, ...place } = source;
    return sourceOf({ service: "apiManagementTenantAccess", name: nested(service, accessName), ...place });
}

/** The keys of a self-hosted gateway of API Management, `primary` and `secondary`. */
export function apiManagementGateway(source: ApiManagementGatewaySource): KeySource {
    const { serviceName: service, gatewayId, ...place } = source;
    return sourceOf({ service: "apiManagementGateway", name: nested(service, gatewayId), ...place });
}
