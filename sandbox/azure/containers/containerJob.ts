import { randomUUID } from "node:crypto";
import { type Body, record } from "../arm/body";
import type { ContainerSurroundings } from "./containerApp";
import { SecretList } from "./containerSecrets";
import { secretReferencesIn } from "./secretReferences";

/** One run of a job: with the secrets as they were when it started. */
export interface Execution {
    readonly name: string;
    readonly startedAt: Date;
    readonly values: readonly string[];
    endedAt?: Date;
}

/** One job with its secrets and executions. */
export class ContainerJob {
    readonly secrets: SecretList;
    readonly executions: Execution[] = [];
    #template: Body = {};

    constructor(
        readonly name: string,
        private readonly surroundings: ContainerSurroundings,
    ) {
        this.secrets = new SecretList(surroundings.vaults);
    }

    /** The values of secrets that executions under way have. */
    get runningValues(): readonly string[] {
        return this.executions.filter(({ endedAt }) => endedAt === undefined).flatMap(({ values }) => values);
    }

    /** Takes the content of a PUT or PATCH. */
    write({ configuration, template }: Body): void {
        const { secrets } = record(configuration, "configuration");
        const next = template === undefined ? this.#template : record(template, "template");
        if (secrets !== undefined) {
            this.secrets.replace(secrets, secretReferencesIn(next));
            this.surroundings.journal.note("jobs/secretsWritten", this.name);
        }
        this.#template = next;
    }

    /** Changes one secret by hand, past every stack. */
    editSecret(name: string, value: string | undefined): void {
        this.secrets.edit(name, value);
        this.surroundings.journal.note("jobs/secretsWritten", this.name, name);
    }

    /** Starts an execution, as its schedule would. */
    start(): Execution {
        const values = secretReferencesIn(this.#template).flatMap((secret) => this.secrets.value(secret) ?? []);
        const execution: Execution = {
            name: `${this.name}-${randomUUID().slice(0, 7)}`,
            startedAt: new Date(),
            values,
        };
        this.executions.push(execution);
        this.surroundings.journal.note("jobs/executionStarted", this.name, execution.name);
        return execution;
    }

    end(execution: Execution): void {
        execution.endedAt = new Date();
        this.surroundings.journal.note("jobs/executionEnded", this.name, execution.name);
    }
}
