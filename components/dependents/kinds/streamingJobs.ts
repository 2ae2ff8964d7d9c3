import { besideIn } from "../../consumers/besideIn";
import type { Held, ListedResource, Scanner } from "../../consumers/scanner";

const VERSION = "2020-03-01";

/** Inputs and outputs of Stream Analytics jobs, and the storage of the job itself. Their keys are not shown. */
export const streamingJobs: Scanner = {
    title: "Stream Analytics input or output",
    documented: {
        places: "Stream Analytics input or output, and storage of the job",
        calls: "2",
        known: "by name",
        notSeen: "which key; what is no storage account",
    },
    type: "Microsoft.StreamAnalytics/streamingjobs",
    apiVersion: VERSION,
    actions: [
        "Microsoft.StreamAnalytics/streamingjobs/read",
        "Microsoft.StreamAnalytics/streamingjobs/inputs/read",
        "Microsoft.StreamAnalytics/streamingjobs/outputs/read",
    ],

    async look({ id, name, tags, properties }, ask) {
        const held = (holder: string, place: string, source: Source | null | undefined): readonly Held[] =>
            source === undefined || source === null || !takesKey(source)
                ? []
                : [
                      {
                          kind: streamingJobs.title,
                          holder,
                          name: "",
                          place,
                          tags,
                          content: { kind: "masked", beside: besideIn(source) },
                      },
                  ];
        const listed = (child: string) =>
            ask.all({ method: "GET", path: `${id}/${child}`, apiVersion: VERSION }, `${name}: ${child}`);
        const ends = (await Promise.all(["inputs", "outputs"].map(listed))).flat();
        const { jobStorageAccount } = properties as { readonly jobStorageAccount?: Source };
        return [
            ...held(`${id}/jobStorageAccount`, name, jobStorageAccount),
            ...ends.flatMap((end) => held(end.id, `${name}/${end.name}`, sourceOf(end))),
        ];
    },
};

/** The data source of an input or an output. Without a mode, a key opens it. */
interface Source {
    readonly authenticationMode?: string;
}

function sourceOf({ properties }: ListedResource): Source | undefined {
    const { datasource } = properties as { readonly datasource?: { readonly properties?: Source } };
    return datasource?.properties;
}

function takesKey({ authenticationMode = "ConnectionString" }: Source): boolean {
    return authenticationMode === "ConnectionString";
}
