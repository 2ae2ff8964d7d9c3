import { besideIn } from "../../consumers/besideIn";
import type { Scanner } from "../../consumers/scanner";

/** Service Fabric clusters, which write their diagnostics to a storage account with its key. */
export const fabricClusters: Scanner = {
    title: "Service Fabric diagnostics",
    documented: { calls: "0", known: "by name", notSeen: "which key; what applications in the cluster hold" },
    type: "Microsoft.ServiceFabric/clusters",
    apiVersion: "2021-06-01",
    actions: ["Microsoft.ServiceFabric/clusters/read"],

    look({ id, name, tags, properties }) {
        const { diagnosticsStorageAccountConfig: storage } = properties;
        return Promise.resolve(
            storage === undefined || storage === null
                ? []
                : [
                      {
                          kind: fabricClusters.title,
                          holder: id,
                          name: "",
                          place: name,
                          tags,
                          content: { kind: "masked", beside: besideIn(storage) },
                      },
                  ],
        );
    },
};
