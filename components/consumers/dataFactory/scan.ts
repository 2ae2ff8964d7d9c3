import type { Held, HeldContent, ListedResource, Scanner } from "../scanner";

/** The version of the service's API that is called. */
export const API_VERSION = "2018-06-01";

/** The members of a linked service that hold a key, shown or not. An identity does without all of them. */
const KEYS = ["connectionString", "accountKey", "sasUri", "sasToken", "encryptedCredential", "password", "key"];

/** Linked services of data factories. Keys in them are hardly ever shown, so they are known by the name of their target. */
export const dataFactories: Scanner = {
    title: "Data Factory linked service",
    documented: {
        places: "Data Factory linked service, and global parameters",
        calls: "1",
        known: "by name; by fingerprint where it is written out",
        notSeen: "which key; pipelines; what a self-hosted runtime keeps",
    },
    type: "Microsoft.DataFactory/factories",
    apiVersion: API_VERSION,
    actions: ["Microsoft.DataFactory/factories/read", "Microsoft.DataFactory/factories/linkedservices/read"],

    async look({ id, name, tags, properties: { globalParameters } }, ask) {
        const services = await ask.all({ method: "GET", path: `${id}/linkedservices`, apiVersion: API_VERSION }, name);
        const parameters: Held = {
            kind: "Data Factory global parameter",
            holder: `${id}/globalParameters`,
            name: "globalParameters",
            place: `${name}/globalParameters`,
            tags,
            content: { kind: "text", text: JSON.stringify(globalParameters ?? {}) },
        };
        const held = services.flatMap((service) =>
            contentsOf(typePropertiesOf(service), services).map(
                (content): Held => ({
                    kind: dataFactories.title,
                    holder: service.id,
                    name: "",
                    place: `${name}/${service.name}`,
                    tags,
                    content,
                }),
            ),
        );
        return globalParameters ? [...held, parameters] : held;
    },
};

type TypeProperties = Readonly<Record<string, unknown>>;

/** A key from a vault stands beside a connection string without one. A key that is written out is found in any member. */
function contentsOf(own: TypeProperties, all: readonly ListedResource[]): readonly HeldContent[] {
    const secrets = Object.values(own).filter(isVaultSecret);
    const shown = JSON.stringify(own);
    const hasKey = KEYS.some((member) => own[member] !== undefined && own[member] !== null);
    return secrets.length === 0 && hasKey
        ? [{ kind: "masked", beside: shown }]
        : [
              ...secrets.map((secret): HeldContent => ({ kind: "reference", uri: uriOf(secret, all) })),
              { kind: "text", text: shown },
          ];
}

interface VaultSecret {
    readonly type: "AzureKeyVaultSecret";
    /** Another linked service, which has the address of the vault. */
    readonly store?: { readonly referenceName?: string };
    readonly secretName?: string;
    readonly secretVersion?: string;
}

function isVaultSecret(value: unknown): value is VaultSecret {
    return (value as { readonly type?: unknown } | null)?.type === "AzureKeyVaultSecret";
}

function uriOf({ store, secretName, secretVersion }: VaultSecret, all: readonly ListedResource[]): string {
    const vault = all.find(({ name }) => name === store?.referenceName);
    const { baseUrl = "" } = vault === undefined ? {} : typePropertiesOf(vault);
    return [String(baseUrl).replace(/\/+$/, ""), "secrets", secretName, secretVersion].filter(Boolean).join("/");
}

function typePropertiesOf({ properties }: ListedResource): TypeProperties {
    return (properties.typeProperties ?? {}) as TypeProperties;
}
