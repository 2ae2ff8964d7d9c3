import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { close, listen } from "../azure/listener";
import { applied, type Tree } from "./applied";

/** An object as the API shows it: the parts that this file reads. */
export interface KubernetesObject extends Tree {
    readonly metadata: {
        readonly name: string;
        readonly annotations?: Readonly<Record<string, string>>;
        /** Changes with every write. */
        readonly resourceVersion: string;
        /** Changes with every write of the specification. */
        readonly generation: number;
    };
    readonly data?: Readonly<Record<string, string>>;
    readonly spec?: Tree;
    /** The generation that the pods are of, all of them and no others. */
    readonly status: { readonly observedGeneration: number };
}

interface Kept {
    readonly object: KubernetesObject;
    /** The last values of each manager. */
    readonly managers: Readonly<Record<string, Tree>>;
}

/** A STAND-IN for a cluster: Secrets, and workloads whose pods have the Secret of one name in their environment. */
export class LocalCluster {
    readonly #kept = new Map<string, Kept>();
    readonly #pods = new Map<string, readonly string[]>();
    readonly #listeners: ((what: string) => void)[] = [];
    readonly #timers = new Set<NodeJS.Timeout>();
    #version = 0;

    private constructor(
        private readonly server: ReturnType<typeof createServer>,
        /** Address of the API. */
        readonly url: string,
        private readonly rolloutMs: number,
    ) {
        server.on("request", (request, response) => void this.#answer(request, response));
    }

    static async start(rolloutMs: number): Promise<LocalCluster> {
        const server = createServer();
        return new LocalCluster(server, `http://127.0.0.1:${await listen(server)}`, rolloutMs);
    }

    /** The object at that path, such as `media/secrets/uploads`; undefined if it does not exist. */
    find(path: string): KubernetesObject | undefined {
        return this.#kept.get(path)?.object;
    }

    /** Sets fields past every stack. A workload says in `spec.secretName` what its pods read, which is no field of Kubernetes. */
    write(path: string, fields: Tree): void {
        this.#apply(path, "by hand", fields);
    }

    /** The values of the pods of all workloads: those of the Secret at their start. */
    get runningValues(): readonly string[] {
        return [...this.#pods.values()].flat();
    }

    /** Calls `listener` with the path of each object that was written, or has new pods. */
    on(listener: (what: string) => void): void {
        this.#listeners.push(listener);
    }

    async stop(): Promise<void> {
        for (const timer of this.#timers) {
            clearTimeout(timer);
        }
        await close(this.server);
    }

    /** GET shows an object, and PATCH is a server-side apply of `fieldManager`; both also before there is anything. */
    async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const { pathname, searchParams } = new URL(request.url ?? "", this.url);
        const path = pathname.replace(/^\/(?:api\/v1|apis\/apps\/v1)\/namespaces\//, "");
        const body = await text(request);
        if (request.method === "PATCH") {
            this.#apply(path, searchParams.get("fieldManager") ?? "", JSON.parse(body) as Tree);
        }
        const found = this.find(path);
        response.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" });
        response.end(JSON.stringify(found ?? { kind: "Status", reason: "NotFound", code: 404 }));
    }

    #apply(path: string, manager: string, fields: Tree): void {
        const kept = this.#kept.get(path);
        const before = kept?.object;
        const managers = kept?.managers ?? {};
        const next = applied(before ?? {}, managers[manager] ?? {}, fields);
        const isRolledOut = JSON.stringify(next.spec) === JSON.stringify(before?.spec);
        this.#version += 1;
        const generation = (before?.metadata.generation ?? 0) + (isRolledOut ? 0 : 1);
        const object = {
            ...next,
            metadata: { ...(next.metadata as object), resourceVersion: String(this.#version), generation },
            status: before?.status ?? { observedGeneration: 0 },
        } as KubernetesObject;
        this.#kept.set(path, { object, managers: { ...managers, [manager]: fields } });
        if (!isRolledOut) {
            this.#rollOut(path, generation);
        }
        this.#tell(path);
    }

    /** New pods read the Secret when they start, and the old ones are gone when they are ready. */
    #rollOut(path: string, generation: number): void {
        const [namespace] = path.split("/");
        const timer = setTimeout(() => {
            this.#timers.delete(timer);
            const kept = this.#kept.get(path);
            const { data = {} } = this.find(`${namespace}/secrets/${kept?.object.spec?.secretName}`) ?? {};
            this.#pods.set(
                path,
                Object.values(data).map((value) => Buffer.from(value, "base64").toString()),
            );
            if (kept !== undefined) {
                this.#kept.set(path, {
                    ...kept,
                    object: { ...kept.object, status: { observedGeneration: generation } },
                });
            }
            this.#tell(`${path} pods`);
        }, this.rolloutMs);
        this.#timers.add(timer);
    }

    #tell(what: string): void {
        for (const listener of this.#listeners) {
            listener(what);
        }
    }
}
