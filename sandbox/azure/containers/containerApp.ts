import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type Body, record } from "../arm/body";
import type { Journal } from "../journal";
import type { Vaults } from "../vaults/vaults";
import { SecretList } from "./containerSecrets";
import { secretReferencesIn } from "./secretReferences";

/** The surroundings that a container app or job needs. */
export interface ContainerSurroundings {
    readonly journal: Journal;
    readonly vaults: Vaults;
    /** How long a restart takes, in milliseconds; may be changed at any time. */
    readonly restartDelayMs: () => number;
}

/** A running replica of a revision, with the secrets of its start. */
export interface Replica {
    readonly name: string;
    readonly createdAt: Date;
    readonly ready: boolean;
    readonly values: readonly string[];
}

/** A version of the app's template. */
export interface Revision {
    readonly name: string;
    readonly createdAt: Date;
    readonly template: Body;
    active: boolean;
    replicas: readonly Replica[];
}

/** One container app with its secrets, and the replicas of its revisions. */
export class ContainerApp {
    readonly secrets: SecretList;
    #revisions: readonly Revision[] = [];
    readonly #timers = new Set<NodeJS.Timeout>();

    constructor(
        readonly name: string,
        private readonly surroundings: ContainerSurroundings,
    ) {
        this.secrets = new SecretList(surroundings.vaults);
    }

    get revisions(): readonly Revision[] {
        return this.#revisions;
    }

    /** The values of secrets that replicas run with. */
    get runningValues(): readonly string[] {
        return this.#revisions.flatMap(({ replicas }) => replicas.flatMap(({ values }) => values));
    }

    find(revision: string): Revision | undefined {
        return this.#revisions.find(({ name }) => name.toLowerCase() === revision.toLowerCase());
    }

    /** Takes the content of a PUT or PATCH: other secrets start nothing anew, another template is another revision. */
    write({ configuration, template }: Body): void {
        const { secrets, activeRevisionsMode } = record(configuration, "configuration");
        const current = this.#revisions.at(-1)?.template;
        const next = template === undefined ? current : record(template, "template");
        const kept = activeRevisionsMode === "Multiple" ? this.#revisions : [];
        const running = [...kept.filter(({ active }) => active).map((revision) => revision.template), next ?? {}];
        if (secrets !== undefined) {
            this.secrets.replace(secrets, running.flatMap(secretReferencesIn));
            this.surroundings.journal.note("containerApps/secretsWritten", this.name);
        }
        if (next !== undefined && !isDeepStrictEqual(next, current)) {
            this.#deploy(next, activeRevisionsMode === "Multiple");
        }
    }

    /** Changes one secret by hand, past every stack. */
    editSecret(name: string, value: string | undefined): void {
        this.secrets.edit(name, value);
        this.surroundings.journal.note("containerApps/secretsWritten", this.name, name);
    }

    /** New replicas come up beside the old ones and take over when they are ready, after the time that a restart takes. */
    restart(revision: Revision): void {
        const ms = this.surroundings.restartDelayMs();
        const starting = revision.replicas.map(() => this.#replicaOf(revision, false));
        const old = new Set(revision.replicas);
        this.#later(ms / 2, () => {
            revision.replicas = [...revision.replicas, ...starting];
        });
        this.#later(ms, () => {
            const left = revision.replicas.filter((replica) => !old.has(replica));
            revision.replicas = left.map((replica) => ({ ...replica, ready: true }));
            this.surroundings.journal.note("containerApps/restarted", revision.name);
        });
    }

    /** Ends the work that is still to happen. */
    stop(): void {
        for (const timer of this.#timers) {
            clearTimeout(timer);
        }
    }

    #deploy(template: Body, isMultiple: boolean): void {
        for (const former of isMultiple ? [] : this.#revisions) {
            Object.assign(former, { active: false, replicas: [] });
        }
        const name = `${this.name}--${String(this.#revisions.length).padStart(7, "0")}`;
        const revision: Revision = { name, createdAt: new Date(), template, active: true, replicas: [] };
        const { minReplicas = 1 } = record(template.scale, "scale") as { readonly minReplicas?: number };
        revision.replicas = Array.from({ length: minReplicas }, () => this.#replicaOf(revision, true));
        this.#revisions = [...this.#revisions, revision];
    }

    #replicaOf({ name, template }: Revision, ready: boolean): Replica {
        const values = secretReferencesIn(template).flatMap((secret) => this.secrets.value(secret) ?? []);
        return { name: `${name}-${randomUUID().slice(0, 8)}`, createdAt: new Date(), ready, values };
    }

    #later(ms: number, effect: () => void): void {
        const timer = setTimeout(() => {
            this.#timers.delete(timer);
            effect();
        }, ms);
        this.#timers.add(timer);
    }
}
