import { hadoopClusters } from "../../../components/dependents/kinds/hadoopClusters";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

const host = "uploads.blob.core.windows.net";

describeScanner(hadoopClusters, {
    packageName: "@azure/arm-hdinsight",
    resources: [
        shown(`${GROUP}/Microsoft.HDInsight/clusters/spark`, {
            storageProfile: {
                storageaccounts: [
                    { name: host, isDefault: true, container: "c" },
                    { name: "lake.dfs.core.windows.net", fileSystem: "f", msiResourceId: "identity" },
                ],
            },
        }),
        shown(`${GROUP}/Microsoft.HDInsight/clusters/bare`),
    ],
    held: [`spark/uploads: masked {"name":"${host}","isDefault":true,"container":"c"};AccountName=uploads`],
    calls: 0,
});
