import type { Answer } from "../answer";
import type { ShownKeys } from "../keys/keySlots";
import { STORAGE_SLOTS, type StorageAccount, type StorageSlot } from "../storage/storageAccount";
import type { StorageAccounts } from "../storage/storageAccounts";
import { ArmError } from "./armErrors";
import { type Body, optionalText } from "./body";
import { Documents, listRoutes, merged, resource } from "./documents";
import type { ResourceGroups } from "./resourceGroups";
import { type ArmRequest, inGroup, param, type Route } from "./router";

const TYPE = "Microsoft.Storage/storageAccounts";

/** Storage accounts and their keys. */
export function storageAccountRoutes(accounts: StorageAccounts, groups: ResourceGroups): readonly Route[] {
    const documents = new Documents(TYPE);
    const remove = (name: string, group: string): boolean => {
        const existed = documents.delete(name, group);
        if (existed) {
            accounts.delete(name);
        }
        return existed;
    };
    groups.onDelete((group) => {
        for (const name of documents.namesIn(group)) {
            remove(name, group);
        }
    });

    const account = (request: ArmRequest): StorageAccount => {
        const name = param(request, "account");
        documents.get(name, groups.check(request));
        return accounts.get(name);
    };
    const put = (request: ArmRequest): Answer => {
        const name = param(request, "account");
        const resourceGroup = groups.check(request);
        const former = documents.find(name, resourceGroup);
        if (former === undefined && accounts.find(name) !== undefined) {
            throw new ArmError(
                409,
                "StorageAccountAlreadyTaken",
                `The storage account named ${name} is already taken.`,
            );
        }
        if (former === undefined && !/^[a-z0-9]{3,24}$/.test(name)) {
            throw new ArmError(
                400,
                "AccountNameInvalid",
                `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
            );
        }
        const found = accounts.find(name) ?? accounts.create(name, resourceGroup);
        const body = {
            kind: "StorageV2",
            sku: { name: "Standard_LRS", tier: "Standard" },
            ...merged(former?.body, request.body),
        };
        const { document, isNew } = documents.put({ id: request.path, name, resourceGroup, body });
        return resource(document, TYPE, properties(found, request), isNew);
    };

    const path = `${inGroup(TYPE)}/:account`;
    const route = { path, target: ["account"] };
    return [
        { ...route, method: "PUT", operation: "storageAccounts/put", handle: put },
        {
            ...route,
            method: "PATCH",
            operation: "storageAccounts/patch",
            handle(request) {
                account(request);
                return put(request);
            },
        },
        {
            ...route,
            method: "GET",
            operation: "storageAccounts/get",
            handle(request) {
                const found = account(request);
                return resource(documents.get(found.name, found.resourceGroup), TYPE, properties(found, request));
            },
        },
        {
            ...route,
            method: "DELETE",
            operation: "storageAccounts/delete",
            handle: (request) => ({ status: remove(param(request, "account"), groups.check(request)) ? 200 : 204 }),
        },
        {
            ...route,
            path: `${path}/listKeys`,
            method: "POST",
            operation: "storageAccounts/listKeys",
            handle(request) {
                const { keys, isStale } = account(request).listed(request.weather);
                return { ...keysAnswer(keys), ...(isStale ? { weather: "stale" } : {}) };
            },
        },
        {
            ...route,
            path: `${path}/regenerateKey`,
            method: "POST",
            operation: "storageAccounts/regenerateKey",
            detail: slotOf,
            handle(request) {
                const found = account(request);
                const { keys, mark } = found.regenerateIn(request.weather, knownSlot(slotOf(request)));
                const answer = keys === undefined ? { status: 200 } : keysAnswer(keys);
                return mark === undefined ? answer : { ...answer, weather: mark };
            },
        },
        ...listRoutes(
            documents,
            "storageAccounts",
            groups.check,
            (document, request) => resource(document, TYPE, properties(accounts.get(document.name), request)).body,
        ),
    ];
}

function properties(account: StorageAccount, { weather }: ArmRequest): Body {
    const { key1, key2 } = account.listed(weather).keys;
    return {
        provisioningState: "Succeeded",
        creationTime: account.createdAt,
        keyCreationTime: { key1: key1.createdAt, key2: key2.createdAt },
        primaryEndpoints: account.endpoints,
        statusOfPrimary: "available",
    };
}

function keysAnswer(shown: ShownKeys<StorageSlot>): Answer {
    const keys = STORAGE_SLOTS.map((slot) => ({
        keyName: slot,
        value: shown[slot].key,
        permissions: "FULL",
        creationTime: shown[slot].createdAt,
    }));
    return { status: 200, body: { keys } };
}

/** The slot that the request names, known or not. */
function slotOf(request: ArmRequest): string | undefined {
    return optionalText(request.body.keyName, "keyName");
}

function knownSlot(name: string | undefined): StorageSlot {
    const slot = STORAGE_SLOTS.find((known) => known === name?.toLowerCase());
    if (slot === undefined) {
        throw new ArmError(
            400,
            "InvalidKeyName",
            `The key name '${name}' is not valid: ${STORAGE_SLOTS.join(" or ")}.`,
        );
    }
    return slot;
}
