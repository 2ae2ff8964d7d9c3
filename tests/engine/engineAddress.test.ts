import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { engineListens } from "../../components/engine/engineAddress";

describe("the engine whose address a provider is given", () => {
    it("listens, or no longer does", async () => {
        const engine = createServer().listen(0, "127.0.0.1");
        await once(engine, "listening");
        const { port } = engine.address() as AddressInfo;
        // Flags for logs come before the address.
        const argv = ["node", "provider.js", "-v=9", `127.0.0.1:${port}`];
        assert.equal(await engineListens(argv), true);
        engine.close();
        await once(engine, "close");
        assert.equal(await engineListens(argv), false);
    });

    it("is taken for listening where no address is given, as in a test", async () => {
        assert.equal(await engineListens(["node", "mocha", "-g", "12:30"]), true);
    });
});
