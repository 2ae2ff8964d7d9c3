import type { Held, Scanner } from "../../consumers/scanner";

/** Logic Apps workflows whose definition or parameters have a key in them; parameters marked as secure are not shown. */
export const workflows: Scanner = {
    title: "Logic Apps workflow",
    documented: {
        places: "Logic Apps workflow: its definition and parameters",
        calls: "0",
        known: "by fingerprint",
        notSeen: "secure parameters",
    },
    type: "Microsoft.Logic/workflows",
    apiVersion: "2019-05-01",
    actions: ["Microsoft.Logic/workflows/read"],

    async look({ id, name, tags, properties: { definition, parameters } }) {
        return Object.entries({ definition, parameters }).flatMap(([part, value]): Held[] =>
            value === undefined || value === null
                ? []
                : [
                      {
                          kind: workflows.title,
                          holder: id,
                          name: part,
                          place: `${name}/${part}`,
                          tags,
                          content: { kind: "text", text: JSON.stringify(value) },
                      },
                  ],
        );
    },
};
