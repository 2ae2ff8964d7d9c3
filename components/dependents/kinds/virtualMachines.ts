import { besideIn } from "../../consumers/besideIn";
import type { Held, Scanner } from "../../consumers/scanner";

const VERSION = "2026-03-01";

/** Extensions of virtual machines, such as diagnostics: their settings are shown, the protected ones with the key are not. */
export const virtualMachines: Scanner = {
    title: "Virtual machine extension",
    documented: {
        calls: "1",
        known: "by name, and keys in settings by fingerprint",
        notSeen: "protected settings; what is in the machine",
    },
    type: "Microsoft.Compute/virtualMachines",
    apiVersion: VERSION,
    actions: ["Microsoft.Compute/virtualMachines/read", "Microsoft.Compute/virtualMachines/extensions/read"],

    async look({ id, name, tags }, ask) {
        const call = { method: "GET", path: `${id}/extensions`, apiVersion: VERSION } as const;
        const extensions = await ask.all(call, `${name}: extensions`);
        return extensions.flatMap((extension) =>
            settingsHeld(extension.properties, {
                kind: virtualMachines.title,
                holder: extension.id,
                place: `${name}/${extension.name}`,
                tags,
            }),
        );
    },
};

/** Extensions of the machines of a scale set; its list has them. */
export const scaleSets: Scanner = {
    title: "Virtual machine scale set extension",
    documented: {
        calls: "0",
        known: "by name, and keys in settings by fingerprint",
        notSeen: "protected settings; what is in the machines",
    },
    type: "Microsoft.Compute/virtualMachineScaleSets",
    apiVersion: VERSION,
    actions: ["Microsoft.Compute/virtualMachineScaleSets/read"],

    async look({ id, name, tags, properties }) {
        const { virtualMachineProfile } = properties as { readonly virtualMachineProfile?: Profile };
        const extensions = virtualMachineProfile?.extensionProfile?.extensions ?? [];
        return extensions.flatMap((extension) =>
            settingsHeld(extension.properties ?? {}, {
                kind: scaleSets.title,
                holder: `${id}/extensions/${extension.name}`,
                place: `${name}/${extension.name}`,
                tags,
            }),
        );
    },
};

interface Profile {
    readonly extensionProfile?: {
        readonly extensions?: readonly { readonly name?: string; readonly properties?: Record<string, unknown> }[];
    };
}

function settingsHeld(
    { settings }: Readonly<Record<string, unknown>>,
    extension: Pick<Held, "kind" | "holder" | "place" | "tags">,
): readonly Held[] {
    return settings === undefined || settings === null
        ? []
        : [{ ...extension, name: "", content: { kind: "masked", beside: besideIn(settings) } }];
}
