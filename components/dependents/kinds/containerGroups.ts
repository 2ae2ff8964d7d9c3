import type { Held, HeldContent, Scanner } from "../../consumers/scanner";

/** Container instances: shares that they mount, whose keys are not shown, and variables that are. */
export const containerGroups: Scanner = {
    title: "Container Instances volume",
    documented: {
        places: "Container Instances volume, and variables and commands",
        calls: "0",
        known: "by name; variables and commands by fingerprint",
        notSeen: "secure variables",
    },
    type: "Microsoft.ContainerInstance/containerGroups",
    apiVersion: "2023-05-01",
    actions: ["Microsoft.ContainerInstance/containerGroups/read"],

    async look({ id, name, tags, properties }) {
        const { volumes, containers, initContainers } = properties as Group;
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
        const all = [...(containers ?? []), ...(initContainers ?? [])];
        const variables = all.flatMap((container) =>
            (container.properties?.environmentVariables ?? []).map(({ name: variable = "", value = "" }) =>
                held("Container Instances variable", variable, { kind: "text", text: value }),
            ),
        );
        const commands = all.flatMap((container) => {
            const { command = [] } = container.properties ?? {};
            const text = JSON.stringify(command);
            return command === null || command.length === 0
                ? []
                : [held("Container Instances command", container.name ?? "", { kind: "text", text })];
        });
        return [...mounts, ...variables, ...commands];
    },
};

interface Group {
    readonly volumes?: readonly {
        readonly name?: string;
        readonly azureFile?: { readonly storageAccountName?: string };
    }[];
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
}

interface Container {
    readonly name?: string;
    readonly properties?: {
        readonly command?: readonly string[] | null;
        readonly environmentVariables?: readonly { readonly name?: string; readonly value?: string }[];
    };
}
