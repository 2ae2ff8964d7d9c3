import type { Cloud } from "../localCloud";
import type { Body } from "./body";
import { param, type Route } from "./router";

/** The one tenant and the one subscription of this cloud, which a client asks for before anything else. */
export function subscriptionRoutes({ subscriptionId, tenantId }: Cloud): readonly Route[] {
    const subscription: Body = {
        id: `/subscriptions/${subscriptionId}`,
        subscriptionId,
        tenantId,
        displayName: "Local Azure",
        state: "Enabled",
        subscriptionPolicies: {
            locationPlacementId: "Public_2014-09-01",
            quotaId: "PayAsYouGo_2014-09-01",
            spendingLimit: "Off",
        },
        authorizationSource: "RoleBased",
        managedByTenants: [],
    };
    const tenant: Body = {
        id: `/tenants/${tenantId}`,
        tenantId,
        displayName: "Local Azure",
        countryCode: "US",
        domains: ["local.test"],
        tenantCategory: "Home",
    };
    const listOf = (one: Body) => ({ status: 200, body: { value: [one] } });
    const route = { target: [], method: "GET" } as const;
    return [
        { ...route, path: "/subscriptions", operation: "subscriptions/list", handle: () => listOf(subscription) },
        {
            ...route,
            path: "/subscriptions/:subscription",
            operation: "subscriptions/get",
            handle: () => ({ status: 200, body: subscription }),
        },
        {
            ...route,
            path: "/subscriptions/:subscription/providers/:provider",
            operation: "providers/get",
            handle(request) {
                const namespace = param(request, "provider");
                const id = `/subscriptions/${subscriptionId}/providers/${namespace}`;
                const registration = { registrationState: "Registered", registrationPolicy: "RegistrationRequired" };
                return { status: 200, body: { id, namespace, ...registration, resourceTypes: [] } };
            },
        },
        { ...route, path: "/tenants", operation: "tenants/list", handle: () => listOf(tenant) },
    ];
}
