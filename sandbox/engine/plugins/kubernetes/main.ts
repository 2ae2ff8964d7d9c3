// `pulumi-resource-kubernetes`: a STAND-IN for the release's provider plugin, which cannot be downloaded everywhere.
// It knows the patches of Secrets and of workloads, and talks to the cluster of the sandbox only.
import { createRequire } from "node:module";
import { sdkSchema } from "../sdkSchema";
import { serveStandIn } from "../standIn";
import { patchResource } from "./patchResource";

/** The paths of the objects of each type, beneath the API and a namespace. */
const PATHS: Readonly<Record<string, { readonly api: string; readonly plural: string }>> = {
    "kubernetes:core/v1:SecretPatch": { api: "api/v1", plural: "secrets" },
    "kubernetes:apps/v1:DeploymentPatch": { api: "apis/apps/v1", plural: "deployments" },
    "kubernetes:apps/v1:StatefulSetPatch": { api: "apis/apps/v1", plural: "statefulsets" },
    "kubernetes:apps/v1:DaemonSetPatch": { api: "apis/apps/v1", plural: "daemonsets" },
};

void serveStandIn({
    version: createRequire(__filename)("@pulumi/kubernetes/package.json").version,
    schema: (version) => sdkSchema("kubernetes", version, Object.keys(PATHS)),
    configure: () => {},
    kindOf: (token) => {
        const path = PATHS[token];
        if (path === undefined) {
            throw new Error(
                `The stand-in for kubernetes does not know ${token}; it knows ${Object.keys(PATHS).join(", ")}`,
            );
        }
        return patchResource(path, process.env.LOCAL_KUBERNETES ?? "");
    },
    invoke: async (token) => {
        throw new Error(`The stand-in for kubernetes does not know ${token}`);
    },
});
