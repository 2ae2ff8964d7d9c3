import type { ArmCall } from "../../armCall";
import { ArmError, unlessAbsent } from "../../azure/armError";
import type { AzureConnection } from "../../azure/connection";
import { probeNamed } from "../../azure/probes/probes";
import { resourceId } from "../../azure/resourceId";
import type { AzureService, ReadKeys, RegenerateAction, RegeneratePolicy } from "../../services/azureService";
import { azureService } from "../../services/azureServices";
import type { Endpoints, KeysBySlot } from "../../services/keyPairDescription";
import { namesIn } from "../../services/resourceNames";
import type { AzureSourceInputs } from "../../services/sourceInputs";
import { regeneratePolicy } from "./azurePolicy";
import { type KeyPair, LostRegenerate, type Probe } from "./keyPair";

/** ARM id of the resource that has the keys: the identity of the pair. */
export function azureKeyPairId(source: AzureSourceInputs, defaultSubscriptionId: string): string {
    const { type } = azureService(source.service);
    return resourceId(source, type, namesIn(source.name), defaultSubscriptionId);
}

/** The keys of a resource of the table. */
export class AzureKeyPair implements KeyPair {
    readonly id: string;
    readonly description: AzureService;
    readonly slotsMayBeEmpty = false;
    private readonly names: readonly string[];

    constructor(
        private readonly source: AzureSourceInputs,
        private readonly azure: AzureConnection,
    ) {
        this.description = azureService(source.service);
        this.names = namesIn(source.name);
        this.id = azureKeyPairId(source, azure.subscriptionId);
    }

    async list(): Promise<KeysBySlot> {
        return this.keysIn(this.description.list, await this.listed()) ?? {};
    }

    async regenerate(slot: string): Promise<KeysBySlot | undefined> {
        const { regenerate } = this.description;
        try {
            return regenerate.kind === "action"
                ? await this.act(regenerate, slot)
                : await this.replacePolicy(regenerate, slot);
        } catch (error) {
            throw error instanceof ArmError && (error.mayHaveTakenEffect || error.mayPass)
                ? new LostRegenerate(error, error)
                : error;
        }
    }

    /** Those that the resource itself names, else those of the cloud in use. */
    async endpoints(): Promise<Endpoints> {
        const { endpoints, type, apiVersion } = this.description;
        if (endpoints === undefined) {
            return {};
        }
        const { arm, cloud, subscriptionId } = this.azure;
        const names = this.names.slice(0, endpoints.level);
        const path = resourceId(this.source, type, names, subscriptionId);
        const version = endpoints.apiVersion ?? apiVersion;
        const resource =
            endpoints.level === 0
                ? undefined
                : await unlessAbsent(arm.send({ method: "GET", path, apiVersion: version }));
        return endpoints.endpointsIn(names, resource === "absent" ? {} : (resource ?? {}), cloud.storageSuffix);
    }

    async probe(endpoints: Endpoints): Promise<Probe | undefined> {
        const { probe } = this.description;
        if (probe === undefined || Object.keys(endpoints).length === 0) {
            return undefined;
        }
        const ask = await probeNamed(probe);
        const target = { name: this.source.name, endpoints };
        return (key) => ask(key, target);
    }

    connectionString(key: string, endpoints: Endpoints): string {
        return this.description.connectionString(this.source.name, key, endpoints);
    }

    private listed(): Promise<unknown> {
        const { method, action, body } = this.description.list;
        const content = body === undefined ? {} : { body };
        // Not every list of keys is called one: Cosmos DB's is `readonlykeys`.
        return this.azure.arm.send({ ...this.action(action), method, answers: "body", ...content });
    }

    private async act(regenerate: RegenerateAction, slot: string): Promise<KeysBySlot | undefined> {
        const { action, body, bodyNeedsList } = regenerate;
        const listed = bodyNeedsList === true ? await this.listed() : undefined;
        const answer = await this.azure.arm.sendOnce({
            ...this.action(action(slot)),
            ...(body === undefined ? {} : { body: body(slot, listed, this.names) }),
        });
        return this.keysIn(regenerate, answer);
    }

    private async replacePolicy(regenerate: RegeneratePolicy, slot: string): Promise<KeysBySlot | undefined> {
        const { apiVersion } = this.description;
        const [, policy = ""] = this.names;
        const parent = { path: this.turnId, apiVersion };
        const key = await regeneratePolicy(this.azure.arm, parent, regenerate, policy, slot);
        return key === undefined ? undefined : { [slot]: key };
    }

    /** The resource that has the keys, or that has the resource which has them: the account, hub or namespace. */
    get turnId(): string {
        return resourceId(this.source, this.description.type, this.names.slice(0, 1), this.azure.subscriptionId);
    }

    private action(name: string): ArmCall {
        const { type, apiVersion, actionsLevel } = this.description;
        const names = this.names.slice(0, actionsLevel);
        const resource = resourceId(this.source, type, names, this.azure.subscriptionId);
        return { method: "POST", path: `${resource}/${name}`, apiVersion };
    }

    /** The keys in an answer; undefined if it is not of the form that the service describes. */
    private keysIn({ keysIn }: { readonly keysIn?: ReadKeys }, answer: unknown): KeysBySlot | undefined {
        try {
            return keysIn?.(answer, this.names);
        } catch {
            return undefined;
        }
    }
}
