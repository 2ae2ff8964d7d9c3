import { createHash, randomUUID } from "node:crypto";
import type { Properties } from "../pluginProperties";
import type { ResourceKind, Snapshot } from "../standIn";
import { ArmError, type ResourceManager } from "./armClient";
import { outputsFrom, projectInputs, requestBody } from "./propertyShapes";
import { pathInputs, type ResourceType } from "./resourceTypes";

/** A type of the table as the engine's create, read, update and delete. */
export function armResource(type: ResourceType, arm: ResourceManager): ResourceKind {
    return {
        complete: (inputs, { name, seed, oldInputs }) => {
            const { input, by } = type.autoName;
            const given = inputs[input] ?? oldInputs[input];
            return { ...inputs, [input]: given ?? makeName(by, name, seed) };
        },
        replacedBy: (input) =>
            pathInputs(type).includes(input)
                ? "createFirst"
                : input === "location"
                  ? "deleteFirst"
                  : type.fixed?.includes(input)
                    ? "createFirst"
                    : "no",
        create: async (inputs) => {
            const id = resourceId(type, inputs, arm.subscriptionId);
            const body = { ...requestBody(type, inputs), ...(await location(inputs)) };
            return { id, outputs: outputsFrom(type, await arm.call("PUT", id, type.apiVersion, body)) };
        },
        read: (id, inputs) => readResource(id, inputs),
        update: async (id, inputs, oldOutputs) => {
            const body = { ...requestBody(type, inputs), ...(await location(inputs, oldOutputs)) };
            return outputsFrom(type, await arm.call("PUT", id, type.apiVersion, body));
        },
        delete: async (id) => {
            if (type.delete !== "no") {
                await orWhenGone(arm.call("DELETE", id, type.apiVersion));
            }
        },
    };

    async function readResource(id: string, inputs: Properties): Promise<Snapshot | undefined> {
        const found = await orWhenGone(arm.call("GET", id, type.apiVersion));
        if (found === undefined) {
            return undefined;
        }
        const outputs = outputsFrom(type, found);
        return { outputs, inputs: { ...inputs, ...projectInputs(inputs, outputs, pathInputs(type)) } };
    }

    /** Like azure-native: a resource without a location stands where its resource group does. */
    async function location(inputs: Properties, oldOutputs: Properties = {}): Promise<Properties> {
        if (inputs.location !== undefined || !takesLocation(type)) {
            return {};
        }
        const known = oldOutputs.location ?? (arm.setting("location") || undefined);
        if (known !== undefined) {
            return { location: known };
        }
        const group = `/subscriptions/${arm.subscriptionId}/resourceGroups/${inputs.resourceGroupName}`;
        return { location: (await arm.call("GET", group, "2024-03-01")).location };
    }
}

/** The resource's id: the path with its inputs filled in. */
export function resourceId(type: ResourceType, inputs: Properties, subscriptionId: string): string {
    const path = type.path.replace(/\{(\w+)\}/g, (_, input: string) =>
        input === "subscriptionId" ? subscriptionId : String(inputs[input] ?? ""),
    );
    return path.replace(/^\/+/, "/"); // a scope may begin with its own slash
}

function takesLocation(type: ResourceType): boolean {
    return type.autoName.by === "suffix" && type.path.includes("/providers/");
}

function makeName(by: ResourceType["autoName"]["by"], name: string, seed: string): string {
    switch (by) {
        case "copy":
            return name;
        case "uuid":
            return randomUUID();
        case "suffix":
            return `${name}${createHash("sha256").update(seed).digest("hex").slice(0, 8)}`;
    }
}

/** The answer of the call; nothing if its resource does not exist. */
export async function orWhenGone<T>(call: Promise<T>): Promise<T | undefined> {
    try {
        return await call;
    } catch (error) {
        if (error instanceof ArmError && error.status === 404) {
            return undefined;
        }
        throw error;
    }
}
