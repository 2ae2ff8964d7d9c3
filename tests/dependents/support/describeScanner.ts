import assert from "node:assert/strict";
import { type Body, type ShownResource, ShownResources } from "local-azure";
import type { DataPlaneCall, Held, Scanner } from "../../../components/consumers/scanner";
import { BoundedAsk } from "../../../components/dependents/boundedAsk";
import { GROUP, SUBSCRIPTION } from "./marks";
import { reading } from "./reading";
import { type SentCall, shownAccess } from "./shownAccess";

/** The resources of a kind, and the findings of its scanner: `place: what it holds`. */
export interface Case {
    readonly packageName: string;
    readonly resources: readonly Omit<ShownResource, "packageName">[];
    readonly held: readonly string[];
    readonly notLookedAt?: readonly string[];
    /** The list of the data plane of each resource, by its address. */
    readonly items?: Readonly<Record<string, readonly unknown[]>>;
    /** How many calls the resources take, their list aside. */
    readonly calls: number;
}

/** The account whose keys are looked for, and the secret that has one. */
export const uploads = `${GROUP}/Microsoft.Storage/storageAccounts/uploads`;
export const secretUri = "https://keys.vault.azure.net/secrets/uploads";

/** A resource as its package shows it. */
export function shown(id: string, properties: Body = {}, actions: Readonly<Record<string, Body>> = {}) {
    return { id, properties, actions };
}

/** Tests a scanner against resources that have the shapes of the service's package. */
export function describeScanner(
    scanner: Scanner,
    { packageName, resources, held, notLookedAt = [], calls, items = {} }: Case,
): void {
    describe(`what ${scanner.type} hold`, () => {
        let found: readonly Held[];
        let sent: readonly SentCall[];
        let missed: readonly string[];
        let asked: readonly DataPlaneCall[];

        before(async function () {
            this.timeout(60_000); // to read a package takes a moment
            const all = new ShownResources();
            await all.serve(packageName);
            for (const resource of resources) {
                await all.add({ ...resource, packageName });
            }
            ({ found, sent, missed, asked } = await scan(scanner, all, items));
        });

        it("is told by answers as the package shapes them, each with its place", () => {
            assert.deepEqual(
                found.map(({ place, content }) => `${place}: ${contentText(content)}`).sort(),
                [...held].sort(),
            );
        });

        it("is asked for by paths, methods and versions of the package, and as often as the documentation says", () => {
            assert.equal(sent.length + asked.length, calls + 1);
            assert.deepEqual(missed, notLookedAt);
        });

        it("needs the rights that it says, and no others", () => {
            const needed = [...new Set(sent.map(({ action }) => action.toLowerCase()))].sort();
            assert.deepEqual(needed, scanner.actions.map((action) => action.toLowerCase()).sort());
            assert.equal(asked.length > 0, scanner.dataActions !== undefined);
        });
    });
}

async function scan(scanner: Scanner, all: ShownResources, items: NonNullable<Case["items"]>) {
    const access = shownAccess(all);
    const asked: DataPlaneCall[] = [];
    const answer = (call: DataPlaneCall) => {
        asked.push(call);
        return { items: items[new URL(call.url).origin] };
    };
    const ask = new BoundedAsk(reading(access, answer), 100);
    const about = ask.about(scanner.title);
    const path = `/subscriptions/${SUBSCRIPTION}/providers/${scanner.type}`;
    const listed = await about.all({ method: "GET", path, apiVersion: scanner.apiVersion }, "");
    const found = await Promise.all(listed.map((resource) => scanner.look(resource, about)));
    const missed = ask.missed.flatMap(({ places, reason }) => places.map((place) => `${place}: ${reason}`));
    return { found: found.flat(), sent: access.sent, missed, asked };
}

function contentText(content: Held["content"]): string {
    switch (content.kind) {
        case "text":
            return `text ${content.text}`;
        case "masked":
            return `masked ${content.beside}`;
        case "keyOf":
            return `keyOf ${content.resourceId}`;
        case "reference":
        case "secret":
            return `${content.kind} ${content.uri}`;
    }
}
