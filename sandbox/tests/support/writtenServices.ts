import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { type Fixture, useLocalAzure } from "../../testing/localAzureFixture";
import type { ArmResponse } from "../../testing/managementClient";
import { apiVersionOf } from "./apiVersionOf";

/** How long each operation takes. */
export const OPERATION_MS = 500;

export const HUB = "Microsoft.Devices/IotHubs/hub";
export const DPS = "Microsoft.Devices/provisioningServices/dps";
export const COSMOS = "Microsoft.DocumentDB/databaseAccounts/documents";

interface SeenOperation {
    /** Each status that was seen, once. */
    readonly statuses: readonly unknown[];
    /** The last body. */
    readonly last: string;
}

/** Services in a local Azure that carries writes out later. Paths are of the resource group `photos`. */
export class WrittenServices {
    constructor(private readonly fixture: () => Fixture) {}

    idOf(path: string): string {
        return `/subscriptions/${this.fixture().azure.subscriptionId}/resourceGroups/photos/providers/${path}`;
    }

    get(path: string, version: string): Promise<ArmResponse> {
        return this.fixture().arm("GET", `${path}?api-version=${version}`);
    }

    put(path: string, version: string, body: unknown): Promise<ArmResponse> {
        return this.fixture().arm("PUT", `${path}?api-version=${version}`, body);
    }

    /** The resource anew, with a policy if its keys are those of policies. Returns the required content of its write. */
    async make(path: string, version: string) {
        const { keyServices } = this.fixture().azure;
        keyServices.delete(this.idOf(path));
        const policies = { [HUB]: "IotHubKeys", [DPS]: "keys" }[path];
        if (policies === undefined) {
            await keyServices.create(this.idOf(path));
            return { properties: {}, etag: undefined };
        }
        const policy = await keyServices.create(`${this.idOf(path)}/${policies}/service`);
        const authorizationPolicies = [{ keyName: "service", ...policy.keys, rights: "ServiceConnect" }];
        return { properties: { authorizationPolicies }, etag: (await this.get(path, version)).body.etag };
    }

    /** Of a service that has a resource of that path, or is given one. */
    async versionOf(path: string): Promise<string> {
        const { azure } = this.fixture();
        await azure.keyServices.create(this.idOf(path));
        return apiVersionOf(azure, this.idOf(path));
    }

    /** Asks there until the operation has ended. */
    async statusesAt(address: string | undefined): Promise<SeenOperation> {
        assert.ok(address !== undefined, "the answer names no operation");
        const statuses: unknown[] = [];
        for (;;) {
            const { body, text } = await this.fixture().arm("GET", address);
            if (statuses.at(-1) !== body.status) {
                statuses.push(body.status);
            }
            if (body.status === "Succeeded" || body.status === "Failed") {
                return { statuses, last: text };
            }
            await delay(20);
        }
    }

    /** The same at the address that the answer names. */
    statusesOf({ headers }: ArmResponse): Promise<SeenOperation> {
        return this.statusesAt(headers["azure-asyncoperation"]);
    }

    /** The address with `PATH` for the id of the resource, `SUB` for the subscription's and `HOST`. */
    withoutNames(address: string, path: string): string {
        const { host, subscriptionId } = this.fixture().azure;
        return address
            .replace(this.idOf(path), "/PATH")
            .replace(`subscriptions/${subscriptionId}`, "SUB")
            .replace(host, "HOST");
    }
}

/** Runs one local Azure for the tests of a `describe`, with operations of {@link OPERATION_MS}. */
export function useWrittenServices(): { readonly fixture: () => Fixture; readonly services: WrittenServices } {
    const fixture = useLocalAzure();
    beforeEach(() => {
        Object.assign(fixture().azure.weather, { writes: "later", operationMs: [OPERATION_MS, OPERATION_MS] });
    });
    return { fixture, services: new WrittenServices(fixture) };
}

/** The properties in an answer. */
export function shownIn({ body }: ArmResponse): Readonly<Record<string, unknown>> {
    return Object(body.properties);
}
