import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Properties } from "../pluginProperties";
import type { ResourceKind } from "../standIn";

const POLL_MS = 50;
const PATIENCE_MS = 60_000;

/** Fields of an object that somebody else may own: applied, changed in place, and relinquished. */
export function patchResource(
    { api, plural }: { readonly api: string; readonly plural: string },
    cluster: string,
): ResourceKind {
    const urlOf = ({ metadata }: Properties): string => {
        const { namespace = "default", name } = metadata as { readonly namespace?: string; readonly name: string };
        return `${cluster}/${api}/namespaces/${namespace}/${plural}/${name}`;
    };
    /** Returns when the pods of a workload are those of what was applied. */
    const apply = async (id: string, inputs: Properties): Promise<Properties> => {
        const [url = "", manager = ""] = id.split("#");
        await call("PATCH", `${url}?fieldManager=${manager}`, inputs);
        for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(POLL_MS)) {
            const live = await call("GET", url);
            if (isRolledOut(live)) {
                return { ...inputs, ...live };
            }
        }
        throw new Error(`${url} was not rolled out in time`);
    };
    return {
        complete: (inputs) => inputs,
        replacedBy: () => "no",
        async create(inputs) {
            const id = `${urlOf(inputs)}#pulumi-${randomUUID()}`;
            return { id, outputs: await apply(id, inputs) };
        },
        async read(id, inputs) {
            const live = await call("GET", id.split("#")[0] ?? "").catch(() => undefined);
            return live === undefined ? undefined : { inputs: projected(inputs, live) as Properties, outputs: live };
        },
        update: (id, inputs) => apply(id, inputs),
        async delete(id) {
            const [url = "", manager = ""] = id.split("#");
            await call("PATCH", `${url}?fieldManager=${manager}`, {});
        },
    };
}

function isRolledOut({ metadata, spec, status }: Properties): boolean {
    const { generation } = metadata as { readonly generation: number };
    return spec === undefined || (status as { readonly observedGeneration: number }).observedGeneration === generation;
}

/** The inputs as they are in the cluster, so that a refresh sees what has changed of them and of nothing else. */
function projected(inputs: unknown, live: unknown): unknown {
    if (typeof inputs !== "object" || inputs === null || typeof live !== "object" || live === null) {
        return live;
    }
    const names = Object.keys(inputs).filter((name) => name in live || name === "namespace");
    return Object.fromEntries(
        names.map((name) => [
            name,
            name in live
                ? projected((inputs as Properties)[name], (live as Properties)[name])
                : (inputs as Properties)[name],
        ]),
    );
}

async function call(method: string, url: string, body?: Properties): Promise<Properties> {
    const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) {
        throw new Error(`${method} ${url}: ${response.status}`);
    }
    return (await response.json()) as Properties;
}
