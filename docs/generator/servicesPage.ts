import { actionsOfService } from "../../components/services/actions";
import type { AzureService } from "../../components/services/azureService";
import { type AzureServiceName, azureService, azureServices } from "../../components/services/azureServices";
import { namesIn } from "../../components/services/resourceNames";
import { leftOut } from "./leftOut";
import { table } from "./madePart";
import { exampleOf } from "./serviceExamples";

const INTRODUCTION = `# Services

Each of these is a \`source\` of a \`RotatingKeyPair\`. The arguments are those of azure-native for the same resource, and \`subscriptionId\` where it is another
subscription than the configured one. Slots have the service's own names: they are what \`initialSlot\` and \`pinnedSlot\` take and what \`activeSlot\` says.

A service that can be asked whether it accepts a key is asked, several times in a row, before any consumer gets the key (\`propagation\`). If no call
can tell, or \`pulumi up\` cannot reach the data plane, the update waits the time given here; \`propagation.blindWait\` overrides it.

A role with the listed actions is all that the pair itself needs; \`npx pulumi-two-key role\` prints one for a whole stack, consumers included.

This page is made from the table of services by \`npm run docs:services\`.
`;

/** The page that tells of every service of the table. */
export function servicesPage(): string {
    const names = Object.keys(azureServices) as readonly AzureServiceName[];
    const contents = names.map((name) => `- [${azureService(name).title}](#${anchor(azureService(name).title)})`);
    return [INTRODUCTION, contents.join("\n"), "", ...names.map(section), notHere()].join("\n");
}

function notHere(): string {
    const rows = leftOut.map(({ resource, why }) => [`\`${resource}\``, why]);
    const heading = ["## Not here", "", "Services that can make a key anew and are no `source`:", ""];
    return [...heading, table(["resource", "why"], rows), ""].join("\n");
}

function section(name: AzureServiceName): string {
    const row = azureService(name);
    const facts = [
        ["Slots", row.slots.map((slot) => `\`${slot}\``).join(", ")],
        ["Connection string", `\`${exampleConnectionString(name, row)}\``],
        ["A regenerate", regenerating(row)],
        ["A new key is accepted", acceptance(row)],
        ["Ends with the key", row.alsoInvalidates ?? "Nothing else."],
        ["Without keys", row.withoutKeys],
        [
            "Actions",
            actionsOfService(row)
                .map((action) => `\`${action}\``)
                .join("<br>"),
        ],
        ["API", `\`${row.type}\`, ${row.apiVersion}`],
    ];
    const headless = ["| | |", "| --- | --- |", ...facts.map(([fact, value]) => `| ${fact} | ${value} |`)];
    return [`## ${row.title}`, "", "```ts", factoryCall(name, row), "```", "", ...headless, ""].join("\n");
}

function factoryCall(name: AzureServiceName, { names }: AzureService): string {
    return `source: ${name}({ ${["resourceGroupName", ...names.map(({ argument }) => argument)].join(", ")} }),`;
}

function exampleConnectionString(name: AzureServiceName, row: AzureService): string {
    const { source, resource } = exampleOf(name);
    const { name: resourceName } = source;
    const endpoints = row.endpoints?.endpointsIn(namesIn(resourceName), resource, "core.windows.net") ?? {};
    return row.connectionString(
        resourceName,
        row.example.key === undefined ? "<key>" : "Id=<id>;Secret=<secret>",
        endpoints,
    );
}

function regenerating({ regenerate }: AzureService): string {
    if (regenerate.kind === "policy") {
        return "It has no such action: the policy is written with a new key, by a PUT of the whole resource with its etag; its end is waited for.";
    }
    return regenerate.isLongRunning === true ? "Is long-running; its end is waited for." : "Answers when it is done.";
}

function acceptance({ probe, acceptedWithin }: AzureService): string {
    return probe === undefined
        ? `Nobody can be asked: within ${acceptedWithin}.`
        : `The data plane is asked; where it cannot be reached: within ${acceptedWithin}.`;
}

/** As GitHub makes anchors of headings. */
function anchor(title: string): string {
    return title
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-");
}
