import type { Held, HeldContent, Scanner } from "../scanner";

/** Container instances: shares that they mount, whose keys are not shown, and variables that are. */
export const containerGroups: Scanner = {
    title: "Container Instances volume",
    type: "Microsoft.ContainerInstance/containerGroups",
    apiVersion: "2023-05-01",
    actions: ["Microsoft.ContainerInstance/containerGroups/read"],

    async look({ id, name, tags, properties }) {
        const { volumes, containers } = properties as Group;
        const held = (kind: string, value: string, content: HeldContent): Held => ({
            kind,
            holder: id,
            name: value,
            place: `${name}/${value}`,
            tags,
            content,
        });
        const mounts = (volumes ?? []).flatMap(({ name: volume = "", azureFile }) =>
            azureFile?.storageAccountName === undefined
                ? []
                : [
                      held(containerGroups.title, volume, {
                          kind: "masked",
                          beside: `AccountName=${azureFile.storageAccountName}`,
                      }),
                  ],
        );
        const variables = (containers ?? []).flatMap((container) =>
            (container.properties?.environmentVariables ?? []).map(({ name: variable = "", value = "" }) =>
                held("Container Instances variable", variable, { kind: "text", text: value }),
            ),
        );
        return [...mounts, ...variables];
    },
};

interface Group {
    readonly volumes?: readonly {
        readonly name?: string;
        readonly azureFile?: { readonly storageAccountName?: string };
    }[];
    readonly containers?: readonly {
        readonly properties?: {
            readonly environmentVariables?: readonly { readonly name?: string; readonly value?: string }[];
        };
    }[];
}
