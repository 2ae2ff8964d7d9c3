import { type CustomResource, type CustomResourceOptions, type Input, Output } from "@pulumi/pulumi";
import type { ReaderInputs } from "../arguments/rotationInputs";
import { secretsReferredToBy, writtenConsumerOf } from "../consumers/consumers";
import { type Declared, placeOf } from "../consumers/declaredPlaces";
import type { KeyVaultSecretArgs, SecretReader } from "../consumers/keyVaultSecret";
import type { InputsOf } from "../inputsOf";
import { handledResource } from "./handledResource";
import type { PairOfHolder } from "./holders";
import { readerStub } from "./stubs";

/** A holder of the pair, and the name of its resource. */
export interface NamedHolder {
    readonly declared: Declared;
    readonly child: string;
}

/** Lets those read a secret who are named, and the apps of the pair that refer to it. */
export function readersOf(
    child: string,
    { pair, owner, azureConfig }: PairOfHolder,
    entry: KeyVaultSecretArgs,
    argument: string,
    holders: readonly NamedHolder[],
    opts: CustomResourceOptions,
): readonly CustomResource[] {
    const { resourceGroupName, vaultName, secretName, readers = [], appsRead = entry.readers !== undefined } = entry;
    const secret = { kind: "keyVaultSecret" as const, argument, resourceGroupName, vaultName, secretName };
    const about = { pair, owner, azureConfig, secret };
    const named = readers.map((reader, index) =>
        readerResource(`${child}-reader-${index + 1}`, { ...about, ...principalOf(reader) }, opts),
    );
    const apps = appsRead ? appsThatReferTo(secretName, holders) : [];
    return [
        ...named,
        ...apps.map((app) => {
            const inputs = { ...about, principalType: "ServicePrincipal", app: placeOf(app.declared) };
            return readerResource(`${app.child}-reads-${child}`, inputs, opts);
        }),
    ];
}

function principalOf(reader: Input<string> | SecretReader) {
    const isWhole = typeof reader === "object" && "principalId" in reader && !Output.isInstance(reader);
    const whole: SecretReader = isWhole ? reader : { principalId: reader as Input<string> };
    return { principalId: whole.principalId, principalType: whole.principalType ?? "ServicePrincipal" };
}

/** One holder for each app: what an app may read does not depend on how many of its settings refer to it. */
function appsThatReferTo(secretName: Input<string>, holders: readonly NamedHolder[]): readonly NamedHolder[] {
    const refer = holders.filter(({ declared: { argument, holder } }) => {
        const place = { ...holder, argument };
        return (
            writtenConsumerOf(holder, argument).readsAs !== undefined &&
            // A name that is not known yet may be the one.
            secretsReferredToBy(place).some((name) => typeof secretName !== "string" || name === secretName)
        );
    });
    return refer.filter((one, index) => refer.findIndex((other) => isSameApp(one, other)) === index);
}

function isSameApp(one: NamedHolder, other: NamedHolder): boolean {
    const [names, others] = [one, other].map(({ declared: { argument, holder } }) =>
        writtenConsumerOf(holder, argument).names({ ...holder, argument }),
    );
    return names?.length === others?.length && (names?.every((name, index) => name === others?.[index]) ?? false);
}

function readerResource(
    name: string,
    inputs: { [K in keyof ReaderInputs]: InputsOf<ReaderInputs[K]> },
    opts: CustomResourceOptions,
): CustomResource {
    return handledResource(readerStub, "Reader", name, { ...inputs, assignment: undefined }, opts);
}
