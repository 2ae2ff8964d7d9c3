import { redisCaches } from "../../../components/dependents/kinds/redisCaches";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

const hidden = "DefaultEndpointsProtocol=https;AccountName=uploads;AccountKey=[key hidden]";
const saved = { "rdb-backup-enabled": "true", "rdb-storage-connection-string": hidden };

describeScanner(redisCaches, {
    packageName: "@azure/arm-rediscache",
    resources: [
        shown(`${GROUP}/Microsoft.Cache/redis/sessions`, {
            redisConfiguration: { ...saved, "aof-storage-connection-string-1": "AccountName=logs" },
        }),
        shown(`${GROUP}/Microsoft.Cache/redis/keyless`, {
            redisConfiguration: { ...saved, "preferred-data-persistence-auth-method": "ManagedIdentity" },
        }),
        shown(`${GROUP}/Microsoft.Cache/redis/unsaved`, { redisConfiguration: { "rdb-backup-enabled": "false" } }),
    ],
    held: [
        `sessions/rdb-storage-connection-string: masked ${hidden}`,
        "sessions/aof-storage-connection-string-1: masked AccountName=logs",
    ],
    calls: 0,
});
