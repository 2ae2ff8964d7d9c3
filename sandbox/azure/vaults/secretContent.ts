import { ArmError } from "../arm/armErrors";
import { type Body, optionalText, record, stringMap } from "../arm/body";
import type { SecretAttributes, SecretContent } from "./secret";

/** The members of a secret in a request. */
export const SECRET_MEMBERS = ["contentType", "attributes"] as const;

/** Members that only the vault sets: a client may send back the members of an answer. */
const SHOWN = ["created", "updated", "recoveryLevel", "recoverableDays"] as const;

/** Reads the members of a secret in a request; members that it does not name are left out. */
export function secretContent(members: Body, tags: unknown): Partial<SecretContent> {
    const value = optionalText(members.value, "value");
    const contentType = optionalText(members.contentType, "contentType");
    return {
        ...(value === undefined ? {} : { value }),
        ...(contentType === undefined ? {} : { contentType }),
        ...(tags === undefined || tags === null ? {} : { tags: stringMap(tags, "tags") }),
        ...(members.attributes === undefined ? {} : { attributes: attributesIn(members.attributes) }),
    };
}

/** Refuses, with 400, members that the vault does not know: it would otherwise ignore, say, an expiry by another name. */
export function checkMembers(body: Body, known: readonly string[], of: string): void {
    const unknown = Object.keys(body).find((name) => !known.includes(name));
    if (unknown !== undefined) {
        throw new ArmError(400, "BadParameter", `Could not find member '${unknown}' on ${of}.`);
    }
}

function attributesIn(given: unknown): SecretAttributes {
    const attributes = record(given, "attributes");
    checkMembers(attributes, ["enabled", "exp", "nbf", ...SHOWN], "the attributes of a secret");
    const { enabled, exp, nbf } = attributes;
    if (enabled !== undefined && enabled !== null && typeof enabled !== "boolean") {
        throw new ArmError(400, "BadParameter", "Property 'enabled' has invalid value.");
    }
    const [expiry, start] = [seconds(exp, "exp"), seconds(nbf, "nbf")];
    return {
        ...(typeof enabled === "boolean" ? { enabled } : {}),
        ...(expiry === undefined ? {} : { exp: expiry }),
        ...(start === undefined ? {} : { nbf: start }),
    };
}

/** Seconds since 1970. */
function seconds(value: unknown, name: string): number | undefined {
    if (value === undefined || value === null) {
        return undefined;
    }
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0) {
        throw new ArmError(400, "BadParameter", `Property '${name}' has invalid value.`);
    }
    return value;
}
