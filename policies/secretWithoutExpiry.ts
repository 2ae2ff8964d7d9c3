import type { Finding } from "./analyzer/finding";
import { keyPolicy, type Rule } from "./analyzer/keyPolicy";
import { resourceOf } from "./analyzer/request";
import { DAY_MS, dayOf } from "./days";
import { aboutSecret, isVaultSecret, type KeySecret, keyBySight, keySecretsIn } from "./stack/secretOfStack";
import type { Stack } from "./stack/stack";
import { field, isRecord, UNKNOWN } from "./stack/value";

/** Settings of `secret-without-expiry`. */
export interface SecretWithoutExpirySettings {
    /** The longest time that a secret may be valid after its key was taken into use. */
    readonly maxAgeDays: number;
}

/** A secret that holds a key must expire with it. */
export const secretWithoutExpiry = keyPolicy<SecretWithoutExpirySettings>({
    name: "secret-without-expiry",
    description: "Key Vault secrets that hold a key must expire.",
    enforcementLevel: "advisory",
    defaults: { maxAgeDays: 90 },
    schema: {
        maxAgeDays: {
            type: "number",
            exclusiveMinimum: 0,
            description: "Days after which a secret must have expired, counted from when its key was taken into use.",
        },
    },
    judge: secretsWithoutExpiry,
    remediate: withExpiry,
});

/** The secrets that hold a key and do not expire in time. */
export function secretsWithoutExpiry(
    stack: Stack,
    { maxAgeDays }: SecretWithoutExpirySettings,
    now: Date,
): readonly Finding[] {
    return keySecretsIn(stack).flatMap((secret) => {
        const wrong = whatIsWrong(secret, maxAgeDays, now);
        return wrong === undefined
            ? []
            : [
                  {
                      urn: secret.resource.urn,
                      names: [secret.resource.name],
                      message: `${secret.resource.name} holds ${secret.holds} and ${wrong}: a copy that nobody renews would not be noticed. Set ${secret.ofPair ? `\`expiresAfter: "${maxAgeDays}d"\` in \`keyVaultSecret\` of the pair` : "`properties.attributes.expires`"}; with the enforcement level \`remediate\` this policy sets it.`,
                  },
              ];
    });
}

type Dated = Pick<KeySecret, "expires" | "rotatedAt">;

function whatIsWrong({ expires, rotatedAt }: Dated, maxAgeDays: number, now: Date): string | undefined {
    if (expires === UNKNOWN) {
        return undefined;
    }
    if (expires === undefined) {
        return "never expires";
    }
    // A date that counts from now counts from the next update as well.
    const latest = Math.max(rotatedAt ?? 0, now.getTime()) + maxAgeDays * DAY_MS;
    return expires * 1000 > latest
        ? `expires only on ${dayOf(expires * 1000)} (at most ${maxAgeDays} days)`
        : undefined;
}

/** Gives a secret that holds a key an expiry; leaves every other resource unchanged. */
function withExpiry(
    asked: Parameters<NonNullable<Rule<SecretWithoutExpirySettings>["remediate"]>>[0],
    { maxAgeDays }: SecretWithoutExpirySettings,
    now: Date,
): Record<string, unknown> | undefined {
    const { inputs } = resourceOf(asked);
    const attributes = field(inputs, "properties", "attributes");
    if (!isVaultSecret(asked) || keyBySight(inputs) === undefined || attributes === UNKNOWN) {
        return undefined;
    }
    const secret = aboutSecret(inputs);
    if (whatIsWrong(secret, maxAgeDays, now) === undefined) {
        return undefined;
    }
    // A value that is set within a secret stays secret.
    const properties: unknown = asked.props.properties;
    if (!isRecord(properties)) {
        return undefined;
    }
    const expires = expiryFor(secret, maxAgeDays, now);
    if (isRecord(attributes) && isRecord(properties.attributes)) {
        Object.assign(properties.attributes, { expires });
    } else {
        Object.assign(properties, { attributes: { expires } });
    }
    return asked.props;
}

/**
 * When a secret is made to expire, in seconds since 1970. It must not change with each update, because a change makes a
 * new version: it counts from when the key was taken into use, and without that it moves on once in half the time.
 */
export function expiryFor({ rotatedAt }: Pick<Dated, "rotatedAt">, maxAgeDays: number, now: Date): number {
    const maxAge = maxAgeDays * DAY_MS;
    if (rotatedAt !== undefined && rotatedAt + maxAge > now.getTime()) {
        return Math.floor((rotatedAt + maxAge) / 1000);
    }
    const half = maxAge / 2;
    return Math.floor(((Math.floor(now.getTime() / half) + 2) * half) / 1000);
}
