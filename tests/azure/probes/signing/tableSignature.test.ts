import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { AzureNamedKeyCredential, TableServiceClient } from "@azure/data-tables";
import { tableHeaders } from "../../../../components/azure/probes/signing/tableSignature";

describe("a Shared Key signature of the Table service", () => {
    for (const host of ["https://photos.table.core.windows.net", "https://127.0.0.1:10002/photos"]) {
        it(`is what @azure/data-tables sends for the same address and date: ${host}`, async () => {
            const key = randomBytes(64).toString("base64");
            const { url, headers } = await getProperties(host, key);
            const date = headers.get("x-ms-date") ?? "";
            assert.deepEqual(tableHeaders(url, "photos", key, new Date(date)), {
                "x-ms-date": date,
                authorization: headers.get("authorization"),
            });
        });
    }
});

interface Sent {
    readonly url: string;
    readonly headers: { get(name: string): string | undefined };
}

/** The request of the service's own package. */
async function getProperties(host: string, key: string): Promise<Sent> {
    let sent: Sent | undefined;
    const client = new TableServiceClient(host, new AzureNamedKeyCredential("photos", key), {
        retryOptions: { maxRetries: 0 },
        httpClient: {
            sendRequest(request) {
                sent = request;
                return Promise.reject(new Error("not sent"));
            },
        },
    });
    await assert.rejects(client.getProperties(), /not sent/);
    assert.ok(sent !== undefined);
    return sent;
}
