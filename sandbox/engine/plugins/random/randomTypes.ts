import { randomBytes, randomInt, randomUUID } from "node:crypto";
import type { Properties } from "../pluginProperties";

/** The values for each type, by token: the resource's id and its outputs beside its inputs. */
export const randomTypes: Readonly<Record<string, (inputs: Properties) => Drawn>> = {
    "random:index/randomString:RandomString": (inputs) => {
        const result = drawText(inputs);
        return { id: result, outputs: { result } };
    },
    "random:index/randomPassword:RandomPassword": (inputs) => ({
        // The password must not be the id, which is never secret.
        id: "none",
        outputs: { result: drawText(inputs) },
    }),
    "random:index/randomPet:RandomPet": (inputs) => {
        const { length, separator, prefix } = { length: 2, separator: "-", prefix: undefined, ...inputs };
        const words = Array.from({ length: Number(length) }, (_, index) => {
            const list = index === Number(length) - 1 ? animals : adjectives;
            return list[randomInt(list.length)];
        });
        const id = [...(prefix === undefined ? [] : [prefix]), ...words].join(String(separator));
        return { id, outputs: { length, separator } };
    },
    "random:index/randomId:RandomId": (inputs) => {
        const bytes = randomBytes(Number(inputs.byteLength));
        const prefix = typeof inputs.prefix === "string" ? inputs.prefix : "";
        return {
            id: bytes.toString("base64url"),
            outputs: {
                b64Std: prefix + bytes.toString("base64"),
                b64Url: prefix + bytes.toString("base64url"),
                dec: prefix + BigInt(`0x${bytes.toString("hex")}`).toString(),
                hex: prefix + bytes.toString("hex"),
            },
        };
    },
    "random:index/randomBytes:RandomBytes": (inputs) => {
        const bytes = randomBytes(Number(inputs.length));
        return { id: "none", outputs: { base64: bytes.toString("base64"), hex: bytes.toString("hex") } };
    },
    "random:index/randomUuid:RandomUuid": () => {
        const result = randomUUID();
        return { id: result, outputs: { result } };
    },
    "random:index/randomInteger:RandomInteger": (inputs) => {
        const result = randomInt(Number(inputs.min), Number(inputs.max) + 1);
        return { id: String(result), outputs: { result } };
    },
};

/** A random resource's id, and the outputs it has beside its inputs. */
export interface Drawn {
    readonly id: string;
    readonly outputs: Properties;
}

const adjectives = ["calm", "eager", "fond", "keen", "kind", "neat", "proud", "quick", "sunny", "wise"];
const animals = ["bison", "crane", "ferret", "heron", "koala", "lynx", "otter", "panda", "raven", "tapir"];

const characters = {
    lower: "abcdefghijklmnopqrstuvwxyz",
    upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    numeric: "0123456789",
    special: "!@#$%&*()-_=+[]{}<>:?",
};

/** A text of the classes that are not turned off, with the least number of each that was asked for. */
function drawText(inputs: Properties): string {
    const special = typeof inputs.overrideSpecial === "string" ? inputs.overrideSpecial : characters.special;
    const classes = [
        { letters: characters.lower, wanted: inputs.lower, least: inputs.minLower },
        { letters: characters.upper, wanted: inputs.upper, least: inputs.minUpper },
        { letters: characters.numeric, wanted: inputs.numeric ?? inputs.number, least: inputs.minNumeric },
        { letters: special, wanted: inputs.special, least: inputs.minSpecial },
    ].filter(({ wanted }) => wanted !== false);
    const all = classes.map(({ letters }) => letters).join("");
    const drawn = classes.flatMap(({ letters, least }) =>
        Array.from({ length: Number(least ?? 0) }, () => letters[randomInt(letters.length)]),
    );
    while (drawn.length < Number(inputs.length)) {
        drawn.splice(randomInt(drawn.length + 1), 0, all[randomInt(all.length)]);
    }
    return drawn.join("");
}
