import { isSameName } from "../sites/foldedNames";
import type { ReferenceState } from "../sites/referenceCache";
import type { Site } from "../sites/webSite";
import { appServiceError } from "./armErrors";
import { type ArmRequest, param, type Route } from "./router";

/** The state of the Key Vault references of a site or deployment slot, and the call that has secrets read anew. */
export function siteReferenceRoutes(
    of: Pick<Route, "path" | "target">,
    siteIn: (request: ArmRequest) => Site,
    idOf: (site: Site) => string,
): readonly Route[] {
    const shownOf = (map: ReferringMap): readonly Route[] => {
        const path = `${of.path}/config/configreferences/${map}`;
        return [
            {
                ...of,
                path,
                method: "GET",
                operation: `sites/configreferences/${map === "appsettings" ? "" : `${map}/`}list`,
                handle(request) {
                    const site = siteIn(request);
                    const value = [...referencesOf(site, map)].map(([name, state]) =>
                        document(idOf(site), map, name, state),
                    );
                    return { status: 200, body: { value } };
                },
            },
            {
                ...of,
                path: `${path}/:setting`,
                method: "GET",
                operation: `sites/configreferences/${map === "appsettings" ? "" : `${map}/`}get`,
                detail: (request) => request.params.setting,
                handle(request) {
                    const site = siteIn(request);
                    const asked = param(request, "setting");
                    const found = [...referencesOf(site, map)].find(([written]) => isSameName(written, asked));
                    if (found === undefined) {
                        throw appServiceError(404, "NotFound", `'${asked}' is no Key Vault reference.`);
                    }
                    const [name, state] = found;
                    return { status: 200, body: document(idOf(site), map, name, state) };
                },
            },
        ];
    };
    return [
        {
            ...of,
            path: `${of.path}/config/configreferences/appsettings/refresh`,
            method: "POST",
            operation: "sites/configreferences/refresh",
            handle(request) {
                siteIn(request)
                    .refreshReferences()
                    .catch(() => undefined);
                return { status: 200 };
            },
        },
        ...shownOf("appsettings"),
        ...shownOf("connectionstrings"),
    ];
}

type ReferringMap = "appsettings" | "connectionstrings";

function referencesOf(site: Site, map: ReferringMap): ReadonlyMap<string, ReferenceState> {
    return map === "appsettings" ? site.references : site.connectionStringReferences;
}

function document(siteId: string, map: ReferringMap, name: string, state: ReferenceState): unknown {
    return {
        id: `${siteId}/config/configreferences/${map}/${name}`,
        name,
        type: "Microsoft.Web/sites/config/configreferences",
        properties: {
            reference: state.setting,
            status: state.status,
            ...state.reference,
            details: DETAILS[state.status],
            source: "KeyVault",
            identityType: { type: "SystemAssigned" },
            activeVersion: state.activeVersion,
        },
    };
}

/** The text of App Service for each status. */
const DETAILS: Readonly<Record<ReferenceState["status"], string>> = {
    Initialized: "Reference has not been resolved yet.",
    Resolved: "Reference has been successfully resolved.",
    InvalidSyntax: "Reference has invalid syntax.",
    VaultNotFound: "Key Vault was not found.",
    AccessToKeyVaultDenied: "Site was denied access to Key Vault reference's vault.",
    SecretNotFound: "Key Vault secret was not found.",
    OtherReasons: "Reference was not able to be resolved.",
    SecretVersionNotFound: "Key Vault secret version was not found.",
};
