import { randomBytes } from "node:crypto";
import type { KeyServiceType } from "../keyServiceType";
import type { KeyView } from "../keyView";
import { textKey } from "../newKeys";
import { endpointOf } from "../resourceProperties";

const SLOTS = ["Primary", "Secondary", "Primary Read Only", "Secondary Read Only"];

/** App Configuration: a client needs the id of a key and its secret, and both change with a regenerate. */
const appConfiguration: KeyServiceType = {
    type: "Microsoft.AppConfiguration/configurationStores",
    packageName: "@azure/arm-appconfiguration",
    slots: Object.fromEntries(SLOTS.map((slot) => [slot, "value"])),
    newKey: () => `Id=${textKey(4)()}-l0-s0:${textKey(20)()};Secret=${randomBytes(32).toString("base64")}`,
    encoding: "utf8",
    listed: (store) => ({ value: SLOTS.map((slot) => apiKey(store, slot)) }),
    regenerated: apiKey,
    slotOf: (id, store) => SLOTS.find((slot) => apiKey(store, slot).id === id),
};

/** Container Registry: the two passwords of the admin user. */
const containerRegistry: KeyServiceType = {
    type: "Microsoft.ContainerRegistry/registries",
    packageName: "@azure/arm-containerregistry",
    slots: { password: "passwords", password2: "passwords" },
    newKey: textKey(52),
    encoding: "utf8",
    listed: ({ id, keys }) => ({
        username: id.names[0],
        passwords: Object.entries(keys).map(([name, value]) => ({ name, value })),
    }),
};

/** Resources that answer a list of their keys, each with its name. */
export const namedKeyTypes: readonly KeyServiceType[] = [appConfiguration, containerRegistry];

function apiKey(store: KeyView, slot: string) {
    const key = store.keys[slot] ?? "";
    const [, id, secret] = /^Id=(.+);Secret=(.+)$/.exec(key) ?? [];
    return {
        id,
        name: slot,
        value: secret,
        connectionString: `Endpoint=${endpointOf(store, "endpoint")};${key}`,
        lastModified: store.keyCreatedAt[slot],
        readOnly: slot.endsWith("Read Only"),
    };
}
