import type { Operation } from "../../../specs/operation";
import type { Answer } from "../../answer";
import { ArmError } from "../../arm/armErrors";
import { type Body, optionalText, record } from "../../arm/body";
import type { Behaviour, KeyCall, ShownValue } from "../keyCall";
import type { Resource } from "../keyServiceResource";
import { resourceBody } from "../resourceBody";

/** Services that hold a key of another one: those that read it themselves when they are told to, and those that are given it. */
export const keyHolder: Behaviour = (call) => syncedKey(call) ?? writtenValue(call);

/** Machine Learning and Batch read the keys of their own storage account. */
function syncedKey({ operation, resource, keysOf, held, finish }: KeyCall): Promise<Answer> | undefined {
    const take = () => held.set(resource.id.id.toLowerCase(), keyTaken(resource, keysOf));
    switch (operation.path.split("/").at(-1)) {
        case "resyncKeys":
            return finish(() => {
                take();
                return { status: 200 };
            });
        case "syncAutoStorageKeys":
            return finish(() => {
                take();
                const autoStorage = record(resource.properties.autoStorage, "autoStorage");
                const lastKeySync = new Date().toISOString();
                resource.properties = { ...resource.properties, autoStorage: { ...autoStorage, lastKeySync } };
                return { status: 204 };
            });
        case "listStorageAccountKeys":
            return finish(() => ({
                status: 200,
                body: { userStorageKey: held.get(resource.id.id.toLowerCase()) ?? keyTaken(resource, keysOf) },
            }));
        default:
            return undefined;
    }
}

/** The key that such a service takes. It is documented nowhere: here it is the newer one, unless the resource has a `storageKeySlot`. */
function keyTaken({ id, properties }: Resource, keysOf: KeyCall["keysOf"]): string {
    const autoStorage = record(properties.autoStorage, "autoStorage");
    const account = optionalText(properties.storageAccount ?? autoStorage.storageAccountId, "storageAccount");
    const keys = keysOf(account ?? "");
    const slot = optionalText(properties.storageKeySlot, "storageKeySlot");
    const taken = keys.find((one) => one.slot === slot) ?? keys.toSorted((one, other) => +other.at - +one.at)[0];
    if (taken === undefined) {
        throw new ArmError(409, "StorageAccountNotFound", `'${id.names.join("/")}' has no storage account.`);
    }
    return taken.key;
}

/** The visible part of the properties of each type. */
const VALUES: Readonly<Record<string, ShownValue>> = {
    "microsoft.apimanagement/service/namedvalues": ({ value: _, ...shown }) => shown,
    "microsoft.automation/automationaccounts/variables": ({ value, ...shown }) =>
        shown.isEncrypted === true ? shown : { ...shown, value },
    "microsoft.datafactory/factories/linkedservices": (properties) =>
        JSON.parse(JSON.stringify(properties), (_, member) =>
            member?.type === "SecureString" ? { type: "SecureString", value: "**********" } : member,
        ),
};

function writtenValue(call: KeyCall): Promise<Answer> | undefined {
    const { operation, resource, request, held, finish, remove, make } = call;
    const shown = shownBy(call);
    if (operation.method === "POST" && operation.path.endsWith("/listValue")) {
        const value = held.get(request.path.replace(/\/listValue$/i, "").toLowerCase());
        if (value === undefined) {
            throw new ArmError(404, "ResourceNotFound", "Entity with specified identifier not found");
        }
        return finish(() => ({ status: 200, body: { value: record(JSON.parse(value), "properties").value } }));
    }
    if (shown === undefined || request.path.split("/").length % 2 === 0) {
        return undefined;
    }
    const key = request.path.toLowerCase();
    switch (operation.method) {
        case "PUT": {
            checkMembers(operation, request.body);
            return finish(() => {
                const properties = record(request.body.properties, "properties");
                const made = make(request.path);
                made.properties = shown(properties);
                held.set(key, JSON.stringify(properties));
                return { status: 200, body: resourceBody(made) };
            });
        }
        case "DELETE":
            if (operation.headers?.includes("If-Match") === true && request.headers["if-match"] === undefined) {
                throw new ArmError(400, "InvalidRequest", `${operation.name} needs the header If-Match.`);
            }
            return finish(() => {
                held.delete(key);
                if (resource.id.id.toLowerCase() === key) {
                    remove(resource);
                }
                return { status: operation.statuses.includes(204) ? 204 : 200 };
            });
        default:
            return undefined;
    }
}

/** How a value is shown that the path is one of. */
function shownBy({ request, shownOf }: KeyCall): ShownValue | undefined {
    const [, afterProvider = ""] = request.path.split("/providers/");
    const [namespace = "", ...rest] = afterProvider.split("/");
    const type = [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
    return VALUES[type.toLowerCase()] ?? shownOf(type);
}

/** Refuses, with 400, members that the specification does not have, one level down as well where it names them. */
function checkMembers({ name, body = [] }: Operation, given: Body): void {
    const known = body.map((member) => member.name);
    const isWhole = known.includes("properties");
    const { properties, ...rest } = given;
    const inner = Object.keys(record(properties, "properties")).map((member) => `properties.${member}`);
    for (const member of [...Object.keys(rest), ...(isWhole ? [] : inner)]) {
        if (!known.includes(member)) {
            throw new ArmError(400, "InvalidParameterValue", `${name} takes no '${member}': ${known.join(", ")}.`);
        }
    }
}
