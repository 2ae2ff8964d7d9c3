import type { DaemonSetPatch } from "@pulumi/kubernetes/apps/v1/daemonSetPatch";
import type { DeploymentPatch } from "@pulumi/kubernetes/apps/v1/deploymentPatch";
import type { StatefulSetPatch } from "@pulumi/kubernetes/apps/v1/statefulSetPatch";
import type { SecretPatch } from "@pulumi/kubernetes/core/v1/secretPatch";
import {
    all,
    type CustomResourceOptions,
    type Input,
    mergeOptions,
    type Output,
    output,
    type Resource,
    RunError,
    secret,
} from "@pulumi/pulumi";
import { didYouMean } from "../../shape/closest";
import { childNames } from "../childNames";
import { keyContentProblems } from "../placeProblems";
import type { KeyContent, KeyView } from "../values/keyContent";
import { originOf, secretTags } from "../values/secretTags";

/** A workload whose pods read a Secret: its rollout is restarted with every switch. */
export interface KubernetesWorkload {
    /** Kind of the workload, in `apps/v1`. */
    readonly kind: "Deployment" | "StatefulSet" | "DaemonSet";
    /** Name of the workload. */
    readonly name: Input<string>;
}

/** A Kubernetes Secret that holds the active key, and its readers. */
export interface KubernetesSecretArgs {
    /** Namespace of the Secret and of the workloads; default: that of the provider. */
    readonly namespace?: Input<string>;
    /** Name of the Secret. It is created if it does not exist; all its other entries stay unchanged. */
    readonly secretName: Input<string>;
    /** The content of each entry of the Secret, by its name: the key or the connection string. */
    readonly data: Readonly<Record<string, KeyContent>>;
    /** The workloads that are restarted, one after another pod, once the Secret is written. They must exist. */
    readonly workloads?: readonly KubernetesWorkload[];
}

const KINDS: readonly string[] = [
    "Deployment",
    "StatefulSet",
    "DaemonSet",
] satisfies readonly KubernetesWorkload["kind"][];

/** Kubernetes: names of the entries of a Secret. */
const ENTRY = /^[-._a-zA-Z0-9]+$/;

/** Kubernetes: the part of an annotation's name that follows the slash. */
const ANNOTATION = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;

/**
 * A Kubernetes Secret with the key, for `consumers`: `(key, options) => kubernetesSecret("uploads", { … }, key, options)`. It is patched in
 * place, because the Kubernetes provider deletes a whole Secret to replace it; then the rollout of each workload is restarted by an annotation
 * of its pod template, and `@pulumi/kubernetes` waits until that is complete. If you remove it from the program, its entries and annotations
 * are taken away again.
 *
 * @param name - names the resources: the Secret by itself, and `<name>-<kind>-<workload>`
 * @param options - the options that `consumers` receives, with the Kubernetes provider if it is not the default one
 * @throws RunError if an entry or the name is not valid, or `@pulumi/kubernetes` is not installed
 */
export function kubernetesSecret(
    name: string,
    args: KubernetesSecretArgs,
    key: KeyView,
    options: CustomResourceOptions,
): readonly Resource[] {
    refuseMistakes(name, args);
    const { namespace, secretName, data, workloads = [] } = args;
    const { Secret, ...restarts } = patches();
    const home = namespace === undefined ? {} : { namespace };
    const written = new Secret(
        name,
        {
            metadata: {
                ...home,
                name: secretName,
                // A value that somebody else wrote is taken over.
                annotations: output(originOf(key)).apply((origin) => ({
                    ...secretTags(origin),
                    "pulumi.com/patchForce": "true",
                })),
            },
            data: Object.fromEntries(Object.entries(data).map(([entry, content]) => [entry, encoded(content, key)])),
        },
        options,
    );
    const names = childNames(
        name,
        workloads.map((workload) => ({ role: workload.kind.toLowerCase(), place: [workload.name] })),
    );
    const annotations = { [`two-key/${name}`]: writtenAs(written, key) };
    const restarted = workloads.map((workload, index) => {
        const Patch = restarts[workload.kind];
        return new Patch(
            names[index] ?? "",
            {
                metadata: { ...home, name: workload.name },
                spec: { template: { metadata: { annotations } } },
            },
            mergeOptions(options, { dependsOn: [written] }),
        );
    });
    return [written, ...restarted];
}

/** A Secret's entries are bytes in base64. */
function encoded(content: KeyContent, key: KeyView): Output<string> {
    const value = secret(content === "key" ? key.value : key.connectionString);
    return value.apply((text) => Buffer.from(text).toString("base64"));
}

/** Changes with every switch, and if the Secret was written again because somebody had edited it. There is nothing secret in it. */
function writtenAs({ metadata }: SecretPatch, { generation, rotatedAt }: KeyView): Output<string> {
    return all([generation, rotatedAt, metadata]).apply(
        ([count, since, { resourceVersion }]) => `generation ${count} of ${since}, Secret ${resourceVersion}`,
    );
}

function refuseMistakes(name: string, { data, workloads = [] }: KubernetesSecretArgs): void {
    const refuse = (problem: string) => {
        throw new RunError(`kubernetesSecret("${name}"): ${problem}`);
    };
    if (!ANNOTATION.test(name)) {
        refuse("the name must be 1 to 63 letters, digits, and - _ ., and begin and end with a letter or digit");
    }
    if (Object.keys(data).length === 0) {
        refuse("data must name at least one entry");
    }
    for (const [entry, content] of Object.entries(data)) {
        if (!ENTRY.test(entry)) {
            refuse(`data.${entry} must be letters, digits, and - _ .`);
        }
        for (const { property, reason } of keyContentProblems(`data.${entry}`, content)) {
            refuse(`${property} ${reason}`);
        }
    }
    for (const [index, { kind }] of workloads.entries()) {
        if (!KINDS.includes(kind)) {
            refuse(`workloads[${index}].kind "${kind}" is not one of ${KINDS.join(", ")}${didYouMean(kind, KINDS)}`);
        }
    }
}

/** Only users with a cluster need the package, so it is loaded when the first Secret is made. */
function patches() {
    try {
        return {
            Secret: load<typeof SecretPatch>("core/v1/secretPatch", "SecretPatch"),
            Deployment: load<typeof DeploymentPatch>("apps/v1/deploymentPatch", "DeploymentPatch"),
            StatefulSet: load<typeof StatefulSetPatch>("apps/v1/statefulSetPatch", "StatefulSetPatch"),
            DaemonSet: load<typeof DaemonSetPatch>("apps/v1/daemonSetPatch", "DaemonSetPatch"),
        };
    } catch (error) {
        throw (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND"
            ? new RunError("kubernetesSecret needs @pulumi/kubernetes; run `npm install @pulumi/kubernetes`")
            : error;
    }
}

function load<Class>(path: string, name: string): Class {
    return (require(`@pulumi/kubernetes/${path}`) as Record<string, Class>)[name] as Class;
}
