import { ArmError } from "./armErrors";
import type { Route } from "./router";

/** Subscriptions, tenants and resource groups have no provider in their paths. */
const RESOURCES = "Microsoft.Resources";

/** The versions that are served, by provider or, where a type has others than its provider, by type. */
const SERVED: Readonly<Record<string, readonly string[]>> = {
    [RESOURCES]: [
        "2015-11-01",
        "2016-06-01",
        "2019-06-01",
        "2019-11-01",
        "2020-06-01",
        "2021-04-01",
        "2022-09-01",
        "2022-12-01",
        "2024-03-01",
        "2024-07-01",
        "2024-11-01",
        "2025-04-01",
    ],
    "Microsoft.Storage": [
        "2021-09-01",
        "2022-09-01",
        "2023-01-01",
        "2023-04-01",
        "2023-05-01",
        "2024-01-01",
        "2025-01-01",
        "2025-06-01",
        "2025-08-01",
    ],
    "Microsoft.KeyVault": [
        "2019-09-01",
        "2021-10-01",
        "2022-07-01",
        "2022-11-01",
        "2023-02-01",
        "2023-07-01",
        "2024-11-01",
        "2025-05-01",
        "2026-02-01",
    ],
    "Microsoft.Web": [
        "2020-06-01",
        "2021-02-01",
        "2022-03-01",
        "2022-09-01",
        "2023-01-01",
        "2023-12-01",
        "2024-04-01",
        "2024-11-01",
        "2025-03-01",
        "2025-05-01",
    ],
    "Microsoft.App": ["2023-05-01", "2024-03-01", "2025-01-01", "2025-07-01"],
    "Microsoft.Authorization": ["2015-07-01", "2020-04-01-preview", "2020-10-01-preview", "2022-04-01"],
    "Microsoft.OperationalInsights": [
        "2020-08-01",
        "2021-06-01",
        "2022-10-01",
        "2023-09-01",
        "2025-02-01",
        "2025-07-01",
    ],
    "Microsoft.Insights": ["2017-05-01-preview", "2021-05-01-preview"],
};

/** Of services with keys: the versions that are served beside that of the service's own package, as other clients ask for them. */
const SERVED_AS_WELL: Readonly<Record<string, readonly string[]>> = {
    "microsoft.apimanagement": ["2021-08-01", "2022-08-01", "2024-05-01"],
    "microsoft.appconfiguration": ["2020-06-01", "2022-05-01", "2024-05-01", "2025-08-01-preview"],
    "microsoft.batch": ["2022-10-01", "2024-02-01", "2024-07-01"],
    "microsoft.cache": ["2022-06-01", "2023-08-01", "2024-03-01"],
    "microsoft.cognitiveservices": ["2023-05-01", "2024-10-01", "2026-05-15-preview"],
    "microsoft.communication": ["2020-08-20", "2023-03-31", "2023-04-01"],
    "microsoft.containerregistry": ["2019-05-01", "2023-07-01", "2026-09-01-preview"],
    "microsoft.devices": ["2021-07-02", "2023-06-30", "2023-06-30-preview"],
    "microsoft.documentdb": ["2021-10-15", "2023-11-15", "2024-11-15", "2026-03-15"],
    "microsoft.eventgrid": ["2020-06-01", "2021-10-15-preview", "2022-06-15"],
    "microsoft.eventhub": ["2017-04-01", "2022-10-01-preview", "2024-01-01", "2026-01-01", "2026-07-01-preview"],
    "microsoft.maps": ["2021-02-01", "2023-06-01"],
    "microsoft.relay": ["2017-04-01", "2021-11-01"],
    "microsoft.search": ["2020-08-01", "2023-11-01", "2026-03-01-preview"],
    "microsoft.servicebus": ["2017-04-01", "2022-10-01-preview", "2024-01-01", "2026-01-01"],
    "microsoft.signalrservice": ["2022-02-01", "2023-08-01-preview", "2024-03-01"],
};

/** The versions that are served of a service whose package asks for that one. @param path of a call, or its pattern */
export function servedBeside(apiVersion: string, path: string): readonly string[] {
    return [...new Set([...(SERVED_AS_WELL[providerOf(path).toLowerCase()] ?? []), apiVersion])].sort();
}

/** The routes, each of which refuses versions that its provider does not have; all versions answer the same. */
export function versioned(routes: readonly Route[]): readonly Route[] {
    return routes.map((route) => {
        const versions = SERVED[providerOf(route.path)];
        return versions === undefined
            ? route
            : {
                  ...route,
                  handle(request) {
                      const asked = request.query.get("api-version") ?? "";
                      if (!versions.includes(asked.toLowerCase())) {
                          throw unknownVersion(route.path, asked, versions);
                      }
                      return route.handle(request);
                  },
              };
    });
}

/** The refusal of a version that the type in this path does not have, in the words of Azure Resource Manager. */
export function unknownVersion(path: string, asked: string, versions: readonly string[]): ArmError {
    const type = /.*\/providers\/[^/]+\/([^/{]+)/i.exec(path)?.[1];
    return type === undefined
        ? new ArmError(
              400,
              "InvalidApiVersionParameter",
              `The api-version '${asked}' is invalid. The supported versions are '${versions.join(",")}'.`,
          )
        : new ArmError(
              400,
              "NoRegisteredProviderFound",
              `No registered resource provider found for location 'here' and API version '${asked}' for type '${type}'. The supported api-versions are '${versions.join(", ")}'. The supported locations are 'here'.`,
          );
}

/** The provider that is last in the path: a role assignment is one of its own provider, on a resource of another. */
function providerOf(path: string): string {
    return /.*\/providers\/([^/]+)\//i.exec(path)?.[1] ?? RESOURCES;
}
