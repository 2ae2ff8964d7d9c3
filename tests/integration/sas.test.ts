import assert from "node:assert/strict";
import {
    createDefaultHttpClient,
    createEmptyPipeline,
    createPipelineRequest,
    tlsPolicy,
} from "@azure/core-rest-pipeline";
import { type SasOrigin, signedSas } from "../../components/consumers/values/signedSas";
import { sas } from "../../components/index";
import { Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, type Testbed } from "./support/testbed";

const content = sas({ permissions: "rl", validFor: "120d", container: "photos", form: "url" });

/** A pair whose places hold a SAS of a container that is there. */
class SharedPhotos {
    private constructor(readonly photos: Photos) {}

    static async make(testbed: Testbed, name: string): Promise<SharedPhotos> {
        const made = new SharedPhotos(await Photos.make(testbed, name));
        const create = { permissions: "c", validFor: "1d", resourceTypes: "c" };
        const { blob } = made.photos.account.endpoints;
        const status = await made.request("PUT", `${blob}photos?${await signedSas(create, made.origin("key1"))}`);
        assert.equal(status, 201);
        return made;
    }

    up(rotationTrigger: number, args: readonly string[] = []): Promise<Run> {
        const { photos } = this;
        return photos.up(
            {
                rotationTrigger,
                appSettings: [photos.settings({ PHOTOS: content })],
                keyVaultSecrets: [{ ...photos.secret, content }],
            },
            args,
        );
    }

    /** The value that the application gets. */
    get setting(): string {
        return this.photos.site.settings.PHOTOS ?? "";
    }

    /** A SAS of the same container, made by hand. */
    issued(slot: "key1" | "key2"): Promise<string> {
        return signedSas({ ...content, permissions: "r" }, this.origin(slot));
    }

    origin(slot: "key1" | "key2"): SasOrigin {
        const { name: account, keys, endpoints } = this.photos.account;
        return { account, key: keys[slot], endpoints, rotatedAt: new Date().toISOString() };
    }

    /** The status that a request with a SAS is answered with. */
    async request(method: "GET" | "PUT", url: string): Promise<number> {
        const pipeline = createEmptyPipeline();
        pipeline.addPolicy(tlsPolicy({ ca: this.photos.azure.authority }));
        const query = method === "GET" ? "&restype=container&comp=list" : "&restype=container";
        const request = createPipelineRequest({ method, url: `${url}${query}` });
        request.headers.set("content-length", "0");
        const { status } = await pipeline.sendRequest(createDefaultHttpClient(), request);
        return status;
    }
}

describeOnEngine("places that hold a SAS", (testbed) => {
    let shared: SharedPhotos;
    let first: string;
    let same: Run;
    let rotated: Run;

    before(async () => {
        shared = await SharedPhotos.make(testbed(), "sharedbysas");
        await shared.up(1);
        first = shared.setting;
        assert.equal(await shared.request("GET", first), 200);
        same = await shared.up(1);
        rotated = await shared.up(2);
    });

    it("are left alone by an `up` without a rotation", () => {
        assert.deepEqual(shared.photos.callsTo(same), []);
    });

    it("are given one of the other key with a rotation, and the one before ends with its key", async () => {
        assert.deepEqual(shared.photos.regenerated(rotated.calls), ["key2", "key1"]);
        assert.notEqual(shared.setting, first);
        assert.equal(await shared.request("GET", shared.setting), 200);
        assert.equal(await shared.request("GET", first), 403);
        assert.equal(shared.photos.vault.get("uploads").current.value, shared.setting);
    });

    it("count as holding the key that signed what they hold, and are mended by a refresh", async () => {
        const { site } = shared.photos;
        site.writeSettings({ ...site.settings, PHOTOS: await shared.issued("key1") });
        await site.settled();
        const deferred = await shared.up(3);
        assert.deepEqual(shared.photos.regenerated(deferred.calls), []);
        assert.match(deferred.all, /warning: uploads: web-sharedbysas\/PHOTOS holds key1; key1 is left unchanged/);
        const mended = await shared.up(3, ["--refresh"]);
        assert.deepEqual(shared.photos.regenerated(mended.calls), []);
        assert.equal(shared.setting, shared.photos.vault.get("uploads").current.value);
        const gone = await shared.up(3);
        assert.deepEqual(shared.photos.regenerated(gone.calls), ["key1", "key2"], gone.all);
        assert.equal(await shared.request("GET", shared.setting), 200);
    });

    it("show no signature anywhere", async () => {
        const signature = new URL(shared.setting).searchParams.get("sig") ?? "";
        assert.ok(signature.length > 40);
        const state = await shared.photos.stack.readState();
        for (const text of [same.all, rotated.all, state]) {
            assert.ok(text.length > 0 && !/sig=|sig%3D/i.test(text));
        }
    });
});
