import type { Input } from "@pulumi/pulumi";
import { durationProblems, unless } from "../../arguments/problem";
import type { Holder, PlaceOf, WrittenConsumer } from "../consumer";
import type { KeyContent } from "../keyContent";
import { CONTENTS } from "../placeProblems";
import { actionConsumer } from "./actionConsumer";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "./actionPlace";
import { contentProblems } from "./pointerProblems";

/** A linked service of Data Factory that holds the active key. */
export interface LinkedServiceArgs extends ActionPlaceArgs {
    /** Name of the data factory. */
    readonly factoryName: Input<string>;
    /** Name of the linked service. */
    readonly linkedServiceName: Input<string>;
    /**
     * The whole definition but for the value, such as `{ type: "AzureBlobStorage", typeProperties: { connectionString: { type: "SecureString" } } }`: the factory shows
     * no secrets, so it cannot be changed in part. Plain data without a key, and outputs of such.
     */
    readonly definition: Input<Readonly<Record<string, unknown>>>;
    /** JSON Pointer to where the value stands in the definition, such as `/typeProperties/connectionString/value`. */
    readonly contentAt: Input<string>;
    /** What it holds; default `connectionString`. */
    readonly content?: KeyContent;
    /** How long activities may go on with the old key, such as `2h` for a copy that runs so long; it is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** A linked service as a holder. */
export interface LinkedServiceHolder extends LinkedServiceArgs, Holder {
    /** Says what the place is; set by `linkedService`. */
    readonly kind: "linkedService";
}

/** The same as plain values. */
export type LinkedServicePlace = PlaceOf<Omit<LinkedServiceHolder, "definition">> & {
    readonly definition: Readonly<Record<string, unknown>>;
};

/**
 * A linked service of Data Factory, for `holders`: written as a whole. Better is a definition that refers to a secret of the pair's
 * (`AzureKeyVaultSecret`): it is read anew by each activity, and `keyVaultSecrets` is all it takes. The factory shows no secret, so nobody
 * can look at it. Leaving it out of the program changes nothing there.
 */
export function linkedService(args: LinkedServiceArgs): LinkedServiceHolder {
    return { kind: "linkedService", ...args };
}

/** Linked services, whose secrets are never shown. */
export const linkedServiceConsumer: WrittenConsumer<LinkedServicePlace> = {
    ...actionConsumer<LinkedServicePlace>({
        role: "linked",
        names: ({ factoryName, linkedServiceName }) => [factoryName, linkedServiceName],
        readerLag: ({ cachedFor }) => cachedFor,

        problems(place, all) {
            const { argument, definition, contentAt, content = "connectionString", cachedFor } = place;
            return [
                ...actionPlaceProblems(place, all, (one) => {
                    const { factoryName, linkedServiceName } = one;
                    return { factoryName, linkedServiceName };
                }),
                ...unless(
                    typeof definition.type === "string" && definition.type !== "",
                    `${argument}.definition.type`,
                    "must say of which type the linked service is, such as AzureBlobStorage",
                    definition,
                ),
                ...contentProblems(`${argument}.contentAt`, contentAt, definition),
                ...unless(CONTENTS.includes(content), `${argument}.content`, `must be ${CONTENTS.join(" or ")}`),
                ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
            ];
        },

        form(place, subscriptionId) {
            const { factoryName, linkedServiceName, definition, contentAt } = place;
            const factory = `Microsoft.DataFactory/factories/${factoryName}`;
            const path = actionPlaceId(place, `${factory}/linkedservices/${linkedServiceName}`, subscriptionId);
            return {
                act: { method: "PUT", path, apiVersion: "2018-06-01", body: { properties: definition } },
                contentAt: `/properties${contentAt}`,
            };
        },
    }),
    contents: ({ content = "connectionString" }) => ({ "": content }),
};
